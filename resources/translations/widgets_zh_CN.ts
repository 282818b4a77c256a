<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>BannerBar</name>
        <message>
            <source>Allergies: none recorded</source>
            <translation>过敏史：无记录</translation>
        </message>
        <message>
            <source>Allergies: none sent</source>
            <translation>过敏：未寄来任何记录</translation>
        </message>
        <message>
            <source>Allergy: {what}</source>
            <translation>过敏：{what}</translation>
        </message>
        <message>
            <source>Born</source>
            <translation>出生</translation>
        </message>
        <message>
            <source>Deceased</source>
            <translation>已故</translation>
        </message>
        <message>
            <source>Died {date}</source>
            <translation>死亡 {date}</translation>
        </message>
        <message>
            <source>No known allergy</source>
            <translation>无已知过敏</translation>
        </message>
        <message>
            <source>No patient open</source>
            <translation>未打开患者</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>Second opinion case from {name}: chosen parts only</source>
            <translation>来自 {name} 的第二诊疗意见病例：仅含选定部分</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Was born</source>
            <translation>出生</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>另有 {count} 项</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>not known</source>
            <translation>不详</translation>
        </message>
    </context>
    <context>
        <name>kin</name>
        <message>
            <source>aunt</source>
            <translation>姑母或姨母</translation>
        </message>
        <message>
            <source>brother</source>
            <translation>兄弟</translation>
        </message>
        <message>
            <source>brother-in-law</source>
            <translation>姻兄弟</translation>
        </message>
        <message>
            <source>child</source>
            <translation>子女</translation>
        </message>
        <message>
            <source>cousin</source>
            <translation>堂表亲</translation>
        </message>
        <message>
            <source>daughter</source>
            <translation>女儿</translation>
        </message>
        <message>
            <source>daughter-in-law</source>
            <translation>儿媳</translation>
        </message>
        <message>
            <source>father</source>
            <translation>父亲</translation>
        </message>
        <message>
            <source>father-in-law</source>
            <translation>岳父或公公</translation>
        </message>
        <message>
            <source>grandchild</source>
            <translation>孙辈</translation>
        </message>
        <message>
            <source>granddaughter</source>
            <translation>孙女或外孙女</translation>
        </message>
        <message>
            <source>grandfather</source>
            <translation>祖父或外祖父</translation>
        </message>
        <message>
            <source>grandmother</source>
            <translation>祖母或外祖母</translation>
        </message>
        <message>
            <source>grandparent</source>
            <translation>祖辈</translation>
        </message>
        <message>
            <source>grandson</source>
            <translation>孙子或外孙</translation>
        </message>
        <message>
            <source>great-grandfather</source>
            <translation>曾祖父或外曾祖父</translation>
        </message>
        <message>
            <source>great-grandmother</source>
            <translation>曾祖母或外曾祖母</translation>
        </message>
        <message>
            <source>half-brother</source>
            <translation>半同胞兄弟</translation>
        </message>
        <message>
            <source>half-sibling</source>
            <translation>半同胞</translation>
        </message>
        <message>
            <source>half-sister</source>
            <translation>半同胞姐妹</translation>
        </message>
        <message>
            <source>husband</source>
            <translation>丈夫</translation>
        </message>
        <message>
            <source>maternal aunt</source>
            <translation>姨母</translation>
        </message>
        <message>
            <source>maternal aunt or uncle</source>
            <translation>舅父或姨母</translation>
        </message>
        <message>
            <source>maternal cousin</source>
            <translation>表亲（母系）</translation>
        </message>
        <message>
            <source>maternal grandfather</source>
            <translation>外祖父</translation>
        </message>
        <message>
            <source>maternal grandmother</source>
            <translation>外祖母</translation>
        </message>
        <message>
            <source>maternal uncle</source>
            <translation>舅父</translation>
        </message>
        <message>
            <source>mother</source>
            <translation>母亲</translation>
        </message>
        <message>
            <source>mother-in-law</source>
            <translation>岳母或婆婆</translation>
        </message>
        <message>
            <source>nephew</source>
            <translation>侄子或外甥</translation>
        </message>
        <message>
            <source>niece</source>
            <translation>侄女或外甥女</translation>
        </message>
        <message>
            <source>partner</source>
            <translation>伴侣</translation>
        </message>
        <message>
            <source>paternal aunt</source>
            <translation>姑母</translation>
        </message>
        <message>
            <source>paternal aunt or uncle</source>
            <translation>叔伯或姑母</translation>
        </message>
        <message>
            <source>paternal cousin</source>
            <translation>堂表亲（父系）</translation>
        </message>
        <message>
            <source>paternal grandfather</source>
            <translation>祖父</translation>
        </message>
        <message>
            <source>paternal grandmother</source>
            <translation>祖母</translation>
        </message>
        <message>
            <source>paternal uncle</source>
            <translation>叔伯</translation>
        </message>
        <message>
            <source>proband</source>
            <translation>先证者</translation>
        </message>
        <message>
            <source>sibling</source>
            <translation>同胞</translation>
        </message>
        <message>
            <source>sister</source>
            <translation>姐妹</translation>
        </message>
        <message>
            <source>sister-in-law</source>
            <translation>姻姐妹</translation>
        </message>
        <message>
            <source>son</source>
            <translation>儿子</translation>
        </message>
        <message>
            <source>son-in-law</source>
            <translation>女婿</translation>
        </message>
        <message>
            <source>spouse</source>
            <translation>配偶</translation>
        </message>
        <message>
            <source>twin</source>
            <translation>双胞胎</translation>
        </message>
        <message>
            <source>twin brother</source>
            <translation>双胞胎兄弟</translation>
        </message>
        <message>
            <source>twin sister</source>
            <translation>双胞胎姐妹</translation>
        </message>
        <message>
            <source>uncle</source>
            <translation>叔伯或舅父</translation>
        </message>
        <message>
            <source>wife</source>
            <translation>妻子</translation>
        </message>
    </context>
    <context>
        <name>not_sent</name>
        <message>
            <source>Not part of what was sent</source>
            <translation>不在寄来的资料之内</translation>
        </message>
        <message>
            <source>Sent with nothing in it</source>
            <translation>已寄来，但为空</translation>
        </message>
        <message>
            <source>What {name} sent holds none of this: it was not recorded there, or it was kept back. This does not say that there is none.</source>
            <translation>{name} 寄来的资料中没有此项：可能对方未记录，也可能有所保留。这并不表示患者没有此项。</translation>
        </message>
        <message>
            <source>{name} did not choose this part of the chart. Whether anything is recorded there is not known here; ask if you need it.</source>
            <translation>{name} 未选择病历的这一部分。对方是否有记录，此处不得而知；如有需要，请向对方询问。</translation>
        </message>
    </context>
    <context>
        <name>parts</name>
        <message>
            <source>Encounters</source>
            <translation>就诊</translation>
        </message>
        <message>
            <source>Family history and pedigree</source>
            <translation>家族史和家系图</translation>
        </message>
        <message>
            <source>Immunisations</source>
            <translation>免疫接种</translation>
        </message>
        <message>
            <source>Medication</source>
            <translation>用药</translation>
        </message>
        <message>
            <source>Notes and documents</source>
            <translation>病程记录和文档</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Procedures</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>检验结果</translation>
        </message>
        <message>
            <source>Vital signs and recordings</source>
            <translation>生命体征和记录</translation>
        </message>
    </context>
    <context>
        <name>states</name>
        <message>
            <source>Copies the id of this message</source>
            <translation>复制此消息的编号</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
    </context>
    <context>
        <name>words</name>
        <message>
            <source>Female</source>
            <translation>女</translation>
        </message>
        <message>
            <source>MRN</source>
            <translation>病历号</translation>
        </message>
        <message>
            <source>Male</source>
            <translation>男</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>不详</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>{days} days</source>
            <translation>{days} 天</translation>
        </message>
        <message>
            <source>{months} months</source>
            <translation>{months} 个月</translation>
        </message>
        <message>
            <source>{years} y</source>
            <translation>{years} 岁</translation>
        </message>
    </context>
</TS>
