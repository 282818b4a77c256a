<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>pedigree</name>
        <message>
            <source>Age</source>
            <translation>年龄</translation>
        </message>
        <message>
            <source>Asked: no condition reported</source>
            <translation>已询问：未报告疾病</translation>
        </message>
        <message>
            <source>Back to the patient's family</source>
            <translation>返回患者的家系</translation>
        </message>
        <message>
            <source>Born</source>
            <translation>出生</translation>
        </message>
        <message>
            <source>Choose a person with the mouse or the arrow keys.</source>
            <translation>用鼠标或方向键选择成员。</translation>
        </message>
        <message>
            <source>Conditions not asked or not known</source>
            <translation>未询问或不清楚患病情况</translation>
        </message>
        <message>
            <source>Drawing the family</source>
            <translation>正在绘制家系</translation>
        </message>
        <message>
            <source>Family files (*.ped *.fam *.txt)</source>
            <translation>家系文件 (*.ped *.fam *.txt)</translation>
        </message>
        <message>
            <source>File {}: not this patient's record</source>
            <translation>文件 {}：不是该患者的记录</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适合窗口</translation>
        </message>
        <message>
            <source>Fit the family to the window</source>
            <translation>使家系适合窗口</translation>
        </message>
        <message>
            <source>Generations</source>
            <translation>代数</translation>
        </message>
        <message>
            <source>How computed</source>
            <translation>计算方法</translation>
        </message>
        <message>
            <source>Inbreeding coefficient</source>
            <translation>近交系数</translation>
        </message>
        <message>
            <source>Kinship to the proband</source>
            <translation>与先证者的亲缘系数</translation>
        </message>
        <message>
            <source>Legend</source>
            <translation>图例</translation>
        </message>
        <message>
            <source>Name not known</source>
            <translation>姓名不详</translation>
        </message>
        <message>
            <source>No family history is recorded</source>
            <translation>没有家族史记录</translation>
        </message>
        <message>
            <source>Nobody recorded this person; added to connect others.</source>
            <translation>此人没有记录，为连接其他亲属而补充。</translation>
        </message>
        <message>
            <source>None of the conditions drawn here is in the record</source>
            <translation>记录中没有图中所绘的疾病</translation>
        </message>
        <message>
            <source>Not all could be drawn as recorded</source>
            <translation>部分记录无法按原样绘出</translation>
        </message>
        <message>
            <source>Open a family file (PED)</source>
            <translation>打开家系文件（PED）</translation>
        </message>
        <message>
            <source>Open family file</source>
            <translation>打开家系文件</translation>
        </message>
        <message>
            <source>Open the record it came from</source>
            <translation>打开原始记录</translation>
        </message>
        <message>
            <source>Pedigree</source>
            <translation>家系图</translation>
        </message>
        <message>
            <source>Pedigree drawing</source>
            <translation>家系图</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人数</translation>
        </message>
        <message>
            <source>Save PNG</source>
            <translation>保存 PNG</translation>
        </message>
        <message>
            <source>Save SVG</source>
            <translation>保存 SVG</translation>
        </message>
        <message>
            <source>Save the drawing</source>
            <translation>保存家系图</translation>
        </message>
        <message>
            <source>Save the drawing as PNG</source>
            <translation>将家系图保存为 PNG</translation>
        </message>
        <message>
            <source>Save the drawing as SVG</source>
            <translation>将家系图保存为 SVG</translation>
        </message>
        <message>
            <source>Saved {}</source>
            <translation>已保存 {}</translation>
        </message>
        <message>
            <source>Saving the drawing</source>
            <translation>正在保存家系图</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>That is not the same as 'asked, nothing found': nobody wrote down a relative of this patient. Import a record with family members, or open a family file.</source>
            <translation>这不等于“已询问，未发现异常”：尚未记录该患者的任何亲属。请导入含家族成员的记录，或打开家系文件。</translation>
        </message>
        <message>
            <source>The family</source>
            <translation>家系</translation>
        </message>
        <message>
            <source>With a condition</source>
            <translation>患病人数</translation>
        </message>
        <message>
            <source>With related parents</source>
            <translation>父母为近亲的人数</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>adopted</source>
            <translation>收养</translation>
        </message>
        <message>
            <source>at {} y</source>
            <translation>{} 岁</translation>
        </message>
        <message>
            <source>carrier</source>
            <translation>携带者</translation>
        </message>
        <message>
            <source>d. {} y</source>
            <translation>卒 {} 岁</translation>
        </message>
        <message>
            <source>deceased</source>
            <translation>已故</translation>
        </message>
        <message>
            <source>died</source>
            <translation>已故</translation>
        </message>
        <message>
            <source>died at {} y</source>
            <translation>{} 岁去世</translation>
        </message>
        <message>
            <source>died {}</source>
            <translation>去世：{}</translation>
        </message>
        <message>
            <source>died, age not known</source>
            <translation>已故，年龄不详</translation>
        </message>
        <message>
            <source>female</source>
            <translation>女</translation>
        </message>
        <message>
            <source>male</source>
            <translation>男</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>不详</translation>
        </message>
        <message>
            <source>not recorded, added to connect others</source>
            <translation>无记录，为连接亲属而补充</translation>
        </message>
        <message>
            <source>onset not known</source>
            <translation>发病年龄不详</translation>
        </message>
        <message>
            <source>other conditions</source>
            <translation>其他疾病</translation>
        </message>
        <message>
            <source>predisposed, not affected</source>
            <translation>有易感性，尚未发病</translation>
        </message>
        <message>
            <source>pregnancy</source>
            <translation>妊娠</translation>
        </message>
        <message>
            <source>sex not known</source>
            <translation>性别不详</translation>
        </message>
        <message>
            <source>stillborn</source>
            <translation>死产</translation>
        </message>
        <message>
            <source>{} (whether alive is not recorded)</source>
            <translation>{}（是否在世无记录）</translation>
        </message>
        <message>
            <source>{} generations</source>
            <translation>{} 代</translation>
        </message>
        <message>
            <source>{} people</source>
            <translation>{} 人</translation>
        </message>
        <message>
            <source>{} y</source>
            <translation>{} 岁</translation>
        </message>
        <message>
            <source>{}, {} y</source>
            <translation>{}, {} 岁</translation>
        </message>
    </context>
</TS>
