<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>AdviceCard</name>
        <message>
            <source>No engine had advice to give.</source>
            <translation>决策引擎暂无建议。</translation>
        </message>
        <message>
            <source>No open advice for this patient.</source>
            <translation>该患者暂无待处理建议。</translation>
        </message>
        <message>
            <source>Open the plan</source>
            <translation>打开方案</translation>
        </message>
        <message>
            <source>Why and what to do</source>
            <translation>依据与措施</translation>
        </message>
        <message>
            <source>{count} could not be checked</source>
            <translation>{count} 项无法核查</translation>
        </message>
        <message>
            <source>{count} in all</source>
            <translation>共 {count} 条</translation>
        </message>
    </context>
    <context>
        <name>AllergiesPage</name>
        <message>
            <source>Active</source>
            <translation>活动</translation>
        </message>
        <message>
            <source>Allergies</source>
            <translation>过敏</translation>
        </message>
        <message>
            <source>Criticality</source>
            <translation>危险程度</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入有误</translation>
        </message>
        <message>
            <source>Inactive or resolved</source>
            <translation>非活动或已消除</translation>
        </message>
        <message>
            <source>No allergy recorded</source>
            <translation>没有过敏记录</translation>
        </message>
        <message>
            <source>No information: nobody asked</source>
            <translation>无信息：未询问</translation>
        </message>
        <message>
            <source>No known allergy, as recorded</source>
            <translation>按记录：无已知过敏</translation>
        </message>
        <message>
            <source>Nobody has asked, or nobody wrote it down: this is not “no known allergy”. Allergies, intolerances and what is known to be tolerated stand here once they are recorded.</source>
            <translation>没有人问过，或没有人记下来：这不等于“无已知过敏”。记录之后，过敏、不耐受和已知可耐受的都列在这里。</translation>
        </message>
        <message>
            <source>Onset</source>
            <translation>起病</translation>
        </message>
        <message>
            <source>Reaction</source>
            <translation>反应</translation>
        </message>
        <message>
            <source>Ruled out: no allergies</source>
            <translation>已排除：不是过敏</translation>
        </message>
        <message>
            <source>Substance</source>
            <translation>物质</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Verification</source>
            <translation>核实</translation>
        </message>
    </context>
    <context>
        <name>CareTeamPage</name>
        <message>
            <source>Care team</source>
            <translation>诊疗团队</translation>
        </message>
        <message>
            <source>Care teams</source>
            <translation>诊疗团队</translation>
        </message>
        <message>
            <source>Contacts and relatives</source>
            <translation>联系人和亲属</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入有误</translation>
        </message>
        <message>
            <source>Family doctor</source>
            <translation>家庭医生</translation>
        </message>
        <message>
            <source>Last seen</source>
            <translation>最近就诊</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Named in encounters</source>
            <translation>就诊中记载</translation>
        </message>
        <message>
            <source>Nobody recorded</source>
            <translation>没有记录任何人</translation>
        </message>
        <message>
            <source>Past</source>
            <translation>既往</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>起始</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>The family doctor, care teams, contacts and whom the encounters name stand here, with telephone and address.</source>
            <translation>家庭医生、诊疗团队、联系人以及就诊中记载的人员列在这里，附电话和地址。</translation>
        </message>
    </context>
    <context>
        <name>ChartSearchPage</name>
        <message>
            <source>All of the words must stand in a record; of Chinese one character is enough, accents and capitals make no difference.</source>
            <translation>一条记录须包含全部词语；中文一个字即可，不分重音和大小写。</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Find in this chart</source>
            <translation>在本病历中查找</translation>
        </message>
        <message>
            <source>Finding in the chart</source>
            <translation>正在病历中查找</translation>
        </message>
        <message>
            <source>Not searched</source>
            <translation>未检索</translation>
        </message>
        <message>
            <source>Nothing in {all} records holds all of these words.</source>
            <translation>{all} 条记录中没有一条包含全部这些词语。</translation>
        </message>
        <message>
            <source>Open the chosen record</source>
            <translation>打开所选记录</translation>
        </message>
        <message>
            <source>Reading the chart</source>
            <translation>正在读取病历</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>查找结果</translation>
        </message>
        <message>
            <source>Words in names, codes, values, notes and documents of this chart</source>
            <translation>本病历的名称、编码、数值、备注和文书中的词语</translation>
        </message>
        <message>
            <source>no content</source>
            <translation>无内容</translation>
        </message>
        <message>
            <source>{count} documents hold no text that can be searched</source>
            <translation>{count} 份文书没有可检索的文字</translation>
        </message>
        <message>
            <source>{count} of {all} records</source>
            <translation>{all} 条记录中的 {count} 条</translation>
        </message>
    </context>
    <context>
        <name>DetailPane</name>
        <message>
            <source>Everything recorded</source>
            <translation>全部记录内容</translation>
        </message>
        <message>
            <source>Open the source</source>
            <translation>打开来源</translation>
        </message>
    </context>
    <context>
        <name>DocumentPane</name>
        <message>
            <source>Drawing a page</source>
            <translation>正在绘制页面</translation>
        </message>
        <message>
            <source>Fit the width (0 key)</source>
            <translation>适合宽度（0 键）</translation>
        </message>
        <message>
            <source>Larger (plus key)</source>
            <translation>放大（加号键）</translation>
        </message>
        <message>
            <source>No content was sent</source>
            <translation>未收到内容</translation>
        </message>
        <message>
            <source>No date recorded</source>
            <translation>未记录日期</translation>
        </message>
        <message>
            <source>Open record</source>
            <translation>打开原始记录</translation>
        </message>
        <message>
            <source>Opening the document</source>
            <translation>正在打开文档</translation>
        </message>
        <message>
            <source>Page {page} of {count}</source>
            <translation>第 {page} 页，共 {count} 页</translation>
        </message>
        <message>
            <source>Parts of the document</source>
            <translation>文档的各部分</translation>
        </message>
        <message>
            <source>Save a copy</source>
            <translation>保存副本</translation>
        </message>
        <message>
            <source>Save a copy…</source>
            <translation>保存副本…</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>已保存为 {name}</translation>
        </message>
        <message>
            <source>Saving a copy</source>
            <translation>正在保存副本</translation>
        </message>
        <message>
            <source>Smaller (minus key)</source>
            <translation>缩小（减号键）</translation>
        </message>
        <message>
            <source>The record speaks of a document but holds no words, no file and no address.</source>
            <translation>该记录提到一份文档，但其中没有文字、文件或地址。</translation>
        </message>
        <message>
            <source>author not recorded</source>
            <translation>未记录作者</translation>
        </message>
    </context>
    <context>
        <name>DocumentsPage</name>
        <message>
            <source>All kinds</source>
            <translation>全部类型</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Filter the documents</source>
            <translation>筛选文档</translation>
        </message>
        <message>
            <source>Go to the document</source>
            <translation>转到文档</translation>
        </message>
        <message>
            <source>Go to the list</source>
            <translation>转到列表</translation>
        </message>
        <message>
            <source>Kind of document</source>
            <translation>文档类型</translation>
        </message>
        <message>
            <source>Letters, reports, notes, pictures and recordings of this patient stand here once they are imported.</source>
            <translation>导入后，该患者的信件、报告、病程记录、图片和录音会显示在这里。</translation>
        </message>
        <message>
            <source>No date recorded</source>
            <translation>未记录日期</translation>
        </message>
        <message>
            <source>No notes or documents</source>
            <translation>没有病程记录或文档</translation>
        </message>
        <message>
            <source>Notes and documents</source>
            <translation>病程记录与文档</translation>
        </message>
        <message>
            <source>Reading the documents</source>
            <translation>正在读取文档</translation>
        </message>
        <message>
            <source>Save a copy of the attachment</source>
            <translation>保存附件副本</translation>
        </message>
        <message>
            <source>{count} of {all}</source>
            <translation>{all} 项中的 {count} 项</translation>
        </message>
    </context>
    <context>
        <name>EncountersPage</name>
        <message>
            <source>Cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Encounter</source>
            <translation>就诊</translation>
        </message>
        <message>
            <source>Encounters</source>
            <translation>就诊</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入有误</translation>
        </message>
        <message>
            <source>No encounters recorded</source>
            <translation>没有就诊记录</translation>
        </message>
        <message>
            <source>Past</source>
            <translation>既往</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Planned</source>
            <translation>已计划</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>Visits, stays and calls stand here with who was there, where and why, and what happened in them. They come with imported records (Ctrl+O).</source>
            <translation>门诊、住院和通话列在这里：谁在场、在哪里、为什么，以及其间发生了什么。它们随导入的病历而来（Ctrl+O）。</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>With</source>
            <translation>人员</translation>
        </message>
    </context>
    <context>
        <name>EntriesPage</name>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>By</source>
            <translation>由谁测量</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>更正</translation>
        </message>
        <message>
            <source>Correct the chosen entry</source>
            <translation>更正所选记录</translation>
        </message>
        <message>
            <source>Correct the entry</source>
            <translation>更正记录</translation>
        </message>
        <message>
            <source>Course</source>
            <translation>变化趋势</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Enter a value that the patient measured</source>
            <translation>录入患者自测值</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>误录入</translation>
        </message>
        <message>
            <source>Entered in error?</source>
            <translation>确认为误录入？</translation>
        </message>
        <message>
            <source>File of a home monitor</source>
            <translation>家用监测设备文件</translation>
        </message>
        <message>
            <source>From a file</source>
            <translation>从文件导入</translation>
        </message>
        <message>
            <source>Hypertension at home from {high}/{low} mmHg on (mean of readings; {source})</source>
            <translation>家庭血压达到 {high}/{low} mmHg 为高血压（多次测量均值；{source}）</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Kept apart from the clinic's values</source>
            <translation>与本院测量值分开保存</translation>
        </message>
        <message>
            <source>Line {number}: {reason}</source>
            <translation>第 {number} 行：{reason}</translation>
        </message>
        <message>
            <source>New entry</source>
            <translation>新记录</translation>
        </message>
        <message>
            <source>No range for home measurements has a source here: the values are shown, not judged.</source>
            <translation>该项目没有有出处的家庭测量参考范围：仅显示数值，不作判断。</translation>
        </message>
        <message>
            <source>Nothing entered yet. Type a value at the left, or take in the file of a home monitor.</source>
            <translation>尚无记录。请在左侧录入，或导入家用监测设备的文件。</translation>
        </message>
        <message>
            <source>Open the source</source>
            <translation>打开来源</translation>
        </message>
        <message>
            <source>Reading the entries</source>
            <translation>正在读取自测记录</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>正在读取文件</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Reason, such as: somebody else's reading</source>
            <translation>原因，例如：他人的读数</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Saving the entry</source>
            <translation>正在保存记录</translation>
        </message>
        <message>
            <source>Say that the chosen entry was made in error</source>
            <translation>将所选记录标为误录入</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Take in the file of a home monitor</source>
            <translation>导入家用监测设备的文件</translation>
        </message>
        <message>
            <source>The entry is saved.</source>
            <translation>记录已保存。</translation>
        </message>
        <message>
            <source>The home range is for adults; these values are not judged.</source>
            <translation>家庭血压参考范围适用于成人；这些数值不作判断。</translation>
        </message>
        <message>
            <source>The patient's own entries</source>
            <translation>患者自测记录</translation>
        </message>
        <message>
            <source>The time is written like 08:30.</source>
            <translation>时间格式如 08:30。</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>What</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Which course</source>
            <translation>哪个项目</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>以及另外 {count} 行</translation>
        </message>
        <message>
            <source>{patient}: {what} {value}, {when}. It stays in the list, crossed out, and counts nowhere.</source>
            <translation>{patient}：{what} {value}，{when}。记录仍留在列表中并划线，不再计入任何地方。</translation>
        </message>
        <message>
            <source>{stored} stored, {known} known already, {refused} refused</source>
            <translation>新增 {stored} 条，已有 {known} 条，拒绝 {refused} 条</translation>
        </message>
    </context>
    <context>
        <name>EntryForm</name>
        <message>
            <source>Day</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Measured by</source>
            <translation>测量者</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时刻</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>What</source>
            <translation>项目</translation>
        </message>
    </context>
    <context>
        <name>FamilyPage</name>
        <message>
            <source>Add a relative</source>
            <translation>添加亲属</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>年龄</translation>
        </message>
        <message>
            <source>Amend</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>Asked</source>
            <translation>询问情况</translation>
        </message>
        <message>
            <source>Conditions</source>
            <translation>疾病</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入错误</translation>
        </message>
        <message>
            <source>Family history</source>
            <translation>家族史</translation>
        </message>
        <message>
            <source>No family history recorded</source>
            <translation>没有家族史记录</translation>
        </message>
        <message>
            <source>Pedigree</source>
            <translation>家系图</translation>
        </message>
        <message>
            <source>Reading the relative</source>
            <translation>正在读取亲属</translation>
        </message>
        <message>
            <source>Relative</source>
            <translation>亲属</translation>
        </message>
        <message>
            <source>Relatives with their conditions stand here. Nobody wrote one down for this patient, which is not “asked, nothing found”. Enter them with “Add a relative”, or import records.</source>
            <translation>这里列出亲属及其疾病。该患者尚未记录任何亲属，这不等于“已询问，未发现”。可用“添加亲属”录入，或导入病历。</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>Saving</source>
            <translation>正在保存</translation>
        </message>
        <message>
            <source>Show the family as a pedigree</source>
            <translation>以家系图显示家族</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Undo the last change of the family history</source>
            <translation>撤销家族史的上一次更改</translation>
        </message>
        <message>
            <source>Undoing</source>
            <translation>正在撤销</translation>
        </message>
        <message>
            <source>Undone</source>
            <translation>已撤销</translation>
        </message>
    </context>
    <context>
        <name>HomePressureCard</name>
        <message>
            <source>No readings from home recorded. They are told from office readings by who measured.</source>
            <translation>无家庭血压记录。家庭与诊室血压按测量者区分。</translation>
        </message>
        <message>
            <source>{count} readings · latest {value} {unit} · {date}</source>
            <translation>{count} 次测量 · 最近 {value} {unit} · {date}</translation>
        </message>
    </context>
    <context>
        <name>HoverCard</name>
        <message>
            <source>Click comes closer and lists them.</source>
            <translation>点击可放大并列出。</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>另有 {count} 条</translation>
        </message>
        <message>
            <source>{count} entries</source>
            <translation>{count} 条</translation>
        </message>
    </context>
    <context>
        <name>ImmunizationsPage</name>
        <message>
            <source>Dose</source>
            <translation>剂次</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入有误</translation>
        </message>
        <message>
            <source>Given</source>
            <translation>已接种</translation>
        </message>
        <message>
            <source>Immunisations</source>
            <translation>免疫接种</translation>
        </message>
        <message>
            <source>Lot</source>
            <translation>批号</translation>
        </message>
        <message>
            <source>No immunisation, as recorded</source>
            <translation>按记录：未接种</translation>
        </message>
        <message>
            <source>No immunisations recorded</source>
            <translation>没有接种记录</translation>
        </message>
        <message>
            <source>No information</source>
            <translation>无信息</translation>
        </message>
        <message>
            <source>Not given</source>
            <translation>未接种</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>部位</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Vaccine</source>
            <translation>疫苗</translation>
        </message>
        <message>
            <source>Vaccines with date, dose, lot and site stand here, and those not given with the reason. Nothing recorded does not mean that nothing was given.</source>
            <translation>疫苗及其日期、剂次、批号和部位列在这里，未接种的附原因。没有记录不等于没有接种。</translation>
        </message>
    </context>
    <context>
        <name>LifeForm</name>
        <message>
            <source>Amend an answer</source>
            <translation>修改答案</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Date, as 2026-11-23, 2026-11 or 2026</source>
            <translation>日期，如 2026-11-23、2026-11 或 2026</translation>
        </message>
        <message>
            <source>Only what you choose or type is saved.</source>
            <translation>只保存您选择或填写的内容。</translation>
        </message>
        <message>
            <source>Record the way of life</source>
            <translation>记录生活方式</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>as 2026-11-23, 2026-11 or 2026</source>
            <translation>如 2026-11-23、2026-11 或 2026</translation>
        </message>
    </context>
    <context>
        <name>ListPage</name>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Filter the list</source>
            <translation>筛选列表</translation>
        </message>
        <message>
            <source>Finding what happened in the encounter</source>
            <translation>正在查找就诊中发生的事项</translation>
        </message>
        <message>
            <source>Go to the detail</source>
            <translation>转到详情</translation>
        </message>
        <message>
            <source>Go to the list</source>
            <translation>转到列表</translation>
        </message>
        <message>
            <source>Name not recorded</source>
            <translation>未记录名称</translation>
        </message>
        <message>
            <source>Reading the list</source>
            <translation>正在读取列表</translation>
        </message>
        <message>
            <source>{count} of {all}</source>
            <translation>{all} 项中的 {count} 项</translation>
        </message>
    </context>
    <context>
        <name>MedicationPage</name>
        <message>
            <source>Current</source>
            <translation>当前</translation>
        </message>
        <message>
            <source>Dosage</source>
            <translation>用法用量</translation>
        </message>
        <message>
            <source>Doses given</source>
            <translation>已给药</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入有误</translation>
        </message>
        <message>
            <source>Handed out</source>
            <translation>已发药</translation>
        </message>
        <message>
            <source>Intended</source>
            <translation>拟用</translation>
        </message>
        <message>
            <source>Medication</source>
            <translation>用药</translation>
        </message>
        <message>
            <source>Medicine</source>
            <translation>药品</translation>
        </message>
        <message>
            <source>No information</source>
            <translation>无信息</translation>
        </message>
        <message>
            <source>No known medication, as recorded</source>
            <translation>按记录：无已知用药</translation>
        </message>
        <message>
            <source>No medication recorded</source>
            <translation>没有用药记录</translation>
        </message>
        <message>
            <source>Not taken or not to be given</source>
            <translation>未用或不得使用</translation>
        </message>
        <message>
            <source>Past</source>
            <translation>既往</translation>
        </message>
        <message>
            <source>Prescriptions, statements of what is taken, doses given and medicines handed out stand here. Nothing recorded does not mean that nothing is taken.</source>
            <translation>处方、用药陈述、已给药和已发药列在这里。没有记录不等于没有用药。</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>起始</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
    </context>
    <context>
        <name>PageIndex</name>
        <message>
            <source>Pages of the chart</source>
            <translation>病历各页</translation>
        </message>
    </context>
    <context>
        <name>PagesReader</name>
        <message>
            <source>Drawing the page…</source>
            <translation>正在绘制页面…</translation>
        </message>
        <message>
            <source>Pages of the document</source>
            <translation>文档页面</translation>
        </message>
        <message>
            <source>This page can't be drawn.</source>
            <translation>此页无法绘制。</translation>
        </message>
    </context>
    <context>
        <name>PatientsRoom</name>
        <message>
            <source>1 patient</source>
            <translation>1 位患者</translation>
        </message>
        <message>
            <source>Allergies</source>
            <translation>过敏</translation>
        </message>
        <message>
            <source>Born</source>
            <translation>出生</translation>
        </message>
        <message>
            <source>Finding patients</source>
            <translation>正在查找患者</translation>
        </message>
        <message>
            <source>Import a FHIR R4 bundle or a DICOM folder with Ctrl+O, or drop files on this window.</source>
            <translation>按 Ctrl+O 导入 FHIR R4 数据包或 DICOM 文件夹，或将文件拖入本窗口。</translation>
        </message>
        <message>
            <source>Last event</source>
            <translation>最近就诊</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Name, pinyin, initials, number or phone</source>
            <translation>姓名、拼音、首字母、病历号或电话</translation>
        </message>
        <message>
            <source>New patient</source>
            <translation>新患者</translation>
        </message>
        <message>
            <source>No patients yet</source>
            <translation>暂无患者</translation>
        </message>
        <message>
            <source>Nobody fits</source>
            <translation>无匹配患者</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open the chosen patient</source>
            <translation>打开所选患者</translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>Register a new patient</source>
            <translation>登记新患者</translation>
        </message>
        <message>
            <source>Search by the start of a name, its pinyin or initials, the record number or the end of a phone number.</source>
            <translation>可按姓名开头、拼音或首字母、病历号或电话尾号查找。</translation>
        </message>
        <message>
            <source>Search patients</source>
            <translation>查找患者</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>To see</source>
            <translation>可查看</translation>
        </message>
        <message>
            <source>died</source>
            <translation>卒于</translation>
        </message>
        <message>
            <source>the first {count}</source>
            <translation>前 {count} 位</translation>
        </message>
        <message>
            <source>{count} patients</source>
            <translation>{count} 位患者</translation>
        </message>
    </context>
    <context>
        <name>ProblemsPage</name>
        <message>
            <source>Active</source>
            <translation>活动</translation>
        </message>
        <message>
            <source>Diagnoses and problems of imported records stand here, with their onset, status and severity. Nothing recorded does not mean that there is none.</source>
            <translation>导入病历中的诊断和问题列在这里，附起病、状态和严重程度。没有记录不等于没有问题。</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入有误</translation>
        </message>
        <message>
            <source>No information</source>
            <translation>无信息</translation>
        </message>
        <message>
            <source>No known problem, as recorded</source>
            <translation>按记录：无已知问题</translation>
        </message>
        <message>
            <source>No problems recorded</source>
            <translation>没有问题记录</translation>
        </message>
        <message>
            <source>Onset</source>
            <translation>起病</translation>
        </message>
        <message>
            <source>Past</source>
            <translation>既往</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Ruled out: no problems</source>
            <translation>已排除：不是问题</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>严重程度</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Status not recorded</source>
            <translation>未记录状态</translation>
        </message>
        <message>
            <source>Verification</source>
            <translation>核实</translation>
        </message>
    </context>
    <context>
        <name>ProceduresPage</name>
        <message>
            <source>Body site</source>
            <translation>身体部位</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入有误</translation>
        </message>
        <message>
            <source>In preparation</source>
            <translation>准备中</translation>
        </message>
        <message>
            <source>No information</source>
            <translation>无信息</translation>
        </message>
        <message>
            <source>No procedure, as recorded</source>
            <translation>按记录：无操作</translation>
        </message>
        <message>
            <source>No procedures recorded</source>
            <translation>没有操作记录</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>未做</translation>
        </message>
        <message>
            <source>Operations and other procedures stand here with who did them, why and with what outcome. They come with imported records (Ctrl+O).</source>
            <translation>手术和其他操作列在这里：谁做的、为什么、结果如何。它们随导入的病历而来（Ctrl+O）。</translation>
        </message>
        <message>
            <source>Performed</source>
            <translation>实施</translation>
        </message>
        <message>
            <source>Performed by</source>
            <translation>实施者</translation>
        </message>
        <message>
            <source>Procedure</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Procedures</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>进行中</translation>
        </message>
    </context>
    <context>
        <name>RangeStrip</name>
        <message>
            <source>The part of the life that is shown</source>
            <translation>所显示的时间段</translation>
        </message>
    </context>
    <context>
        <name>RecordRoom</name>
        <message>
            <source>Counting what the chart holds</source>
            <translation>正在统计病历内容</translation>
        </message>
        <message>
            <source>Find in this chart</source>
            <translation>在本病历中查找</translation>
        </message>
        <message>
            <source>Next page of the chart</source>
            <translation>病历下一页</translation>
        </message>
        <message>
            <source>Opening the source</source>
            <translation>正在打开来源</translation>
        </message>
        <message>
            <source>Previous page of the chart</source>
            <translation>病历上一页</translation>
        </message>
        <message>
            <source>Show {page}</source>
            <translation>显示{page}</translation>
        </message>
    </context>
    <context>
        <name>RegisterDialog</name>
        <message>
            <source>Born</source>
            <translation>出生日期</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>请选择</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>姓</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>名</translation>
        </message>
        <message>
            <source>Looking who is here already</source>
            <translation>正在查找是否已登记</translation>
        </message>
        <message>
            <source>May be here already</source>
            <translation>可能已登记</translation>
        </message>
        <message>
            <source>New patient</source>
            <translation>新患者</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open {name}</source>
            <translation>打开 {name}</translation>
        </message>
        <message>
            <source>Record number</source>
            <translation>病历号</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>登记</translation>
        </message>
        <message>
            <source>Register all the same</source>
            <translation>仍然登记</translation>
        </message>
        <message>
            <source>Registering</source>
            <translation>正在登记</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>alike</source>
            <translation>相近</translation>
        </message>
        <message>
            <source>very alike</source>
            <translation>非常相近</translation>
        </message>
    </context>
    <context>
        <name>RelativeForm</name>
        <message>
            <source>Add a relative</source>
            <translation>添加亲属</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>年龄</translation>
        </message>
        <message>
            <source>Age at death</source>
            <translation>死亡年龄</translation>
        </message>
        <message>
            <source>Age at onset</source>
            <translation>发病年龄</translation>
        </message>
        <message>
            <source>Age now</source>
            <translation>现年龄</translation>
        </message>
        <message>
            <source>Ages: 45, 40-50, 6 mo, or words. What is left empty stays not known.</source>
            <translation>年龄写法：45、40-50、6 mo（月），或用文字。留空即为不详。</translation>
        </message>
        <message>
            <source>Amend a relative</source>
            <translation>修改亲属</translation>
        </message>
        <message>
            <source>Another condition</source>
            <translation>再加一种疾病</translation>
        </message>
        <message>
            <source>Asked about health</source>
            <translation>健康状况询问</translation>
        </message>
        <message>
            <source>Born</source>
            <translation>出生</translation>
        </message>
        <message>
            <source>By the relationship, or not known</source>
            <translation>按亲属关系，或不详</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Cause of death</source>
            <translation>死因</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>请选择</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>Code system</source>
            <translation>编码系统</translation>
        </message>
        <message>
            <source>Condition</source>
            <translation>疾病</translation>
        </message>
        <message>
            <source>Conditions</source>
            <translation>疾病</translation>
        </message>
        <message>
            <source>Deceased</source>
            <translation>是否死亡</translation>
        </message>
        <message>
            <source>Female</source>
            <translation>女</translation>
        </message>
        <message>
            <source>Male</source>
            <translation>男</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>No, alive</source>
            <translation>否，在世</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>不详</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>Recorded as unknown</source>
            <translation>记录为未知</translation>
        </message>
        <message>
            <source>Relationship</source>
            <translation>亲属关系</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Yes, died</source>
            <translation>是，已故</translation>
        </message>
        <message>
            <source>“Asked in full” without a condition is saved as: asked, nothing found.</source>
            <translation>选“已全面询问”而未填疾病，将保存为：已询问，未发现。</translation>
        </message>
    </context>
    <context>
        <name>ResultDetail</name>
        <message>
            <source>All values</source>
            <translation>全部数值</translation>
        </message>
        <message>
            <source>As recorded</source>
            <translation>原始记录</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>变化</translation>
        </message>
        <message>
            <source>Curve of {name}</source>
            <translation>{name}的曲线</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Flag</source>
            <translation>标志</translation>
        </message>
        <message>
            <source>Show in {unit}</source>
            <translation>以 {unit} 显示</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>no unit</source>
            <translation>无单位</translation>
        </message>
    </context>
    <context>
        <name>ResultsCard</name>
        <message>
            <source>Course</source>
            <translation>趋势</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Flag</source>
            <translation>标志</translation>
        </message>
        <message>
            <source>Latest</source>
            <translation>最近值</translation>
        </message>
        <message>
            <source>No results recorded. They come with imported records (Ctrl+O).</source>
            <translation>无检验结果。导入病历后显示（Ctrl+O）。</translation>
        </message>
        <message>
            <source>Range</source>
            <translation>参考范围</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>newest {date}</source>
            <translation>最近 {date}</translation>
        </message>
    </context>
    <context>
        <name>ResultsPage</name>
        <message>
            <source>Analyte</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Analytes</source>
            <translation>检验项目</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>变化</translation>
        </message>
        <message>
            <source>Check-up report</source>
            <translation>健康检查报告</translation>
        </message>
        <message>
            <source>Converting</source>
            <translation>正在换算</translation>
        </message>
        <message>
            <source>Copy all results shown as CSV</source>
            <translation>将显示的全部结果复制为 CSV</translation>
        </message>
        <message>
            <source>Copy as CSV</source>
            <translation>复制为 CSV</translation>
        </message>
        <message>
            <source>Copy this analyte as CSV</source>
            <translation>将该项目复制为 CSV</translation>
        </message>
        <message>
            <source>Copying results</source>
            <translation>正在复制结果</translation>
        </message>
        <message>
            <source>Course</source>
            <translation>趋势</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Drawing the curve</source>
            <translation>正在绘制曲线</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Filter the analytes</source>
            <translation>筛选检验项目</translation>
        </message>
        <message>
            <source>Filter the analytes by name, code or unit</source>
            <translation>按名称、代码或单位筛选检验项目</translation>
        </message>
        <message>
            <source>Flag</source>
            <translation>标志</translation>
        </message>
        <message>
            <source>Go to the curve</source>
            <translation>转到曲线</translation>
        </message>
        <message>
            <source>Go to the values</source>
            <translation>转到数值</translation>
        </message>
        <message>
            <source>Laboratory results come with imported records (Ctrl+O).</source>
            <translation>检验结果随导入的病历而来（Ctrl+O）。</translation>
        </message>
        <message>
            <source>Latest</source>
            <translation>最近值</translation>
        </message>
        <message>
            <source>No results recorded</source>
            <translation>无检验结果记录</translation>
        </message>
        <message>
            <source>Out of range only</source>
            <translation>仅超出范围</translation>
        </message>
        <message>
            <source>Range</source>
            <translation>参考范围</translation>
        </message>
        <message>
            <source>Reading the results</source>
            <translation>正在读取检验结果</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>检验结果</translation>
        </message>
        <message>
            <source>Results out of range only</source>
            <translation>仅显示超出范围的结果</translation>
        </message>
        <message>
            <source>Save the check-up report as PDF</source>
            <translation>将健康检查报告存为 PDF</translation>
        </message>
        <message>
            <source>Show in the next unit</source>
            <translation>以下一个单位显示</translation>
        </message>
        <message>
            <source>{count} analytes</source>
            <translation>{count} 项</translation>
        </message>
        <message>
            <source>{count} of {all} analytes</source>
            <translation>{count} / {all} 项</translation>
        </message>
        <message>
            <source>{count} values copied as CSV</source>
            <translation>已将 {count} 个数值复制为 CSV</translation>
        </message>
    </context>
    <context>
        <name>SchedulePage</name>
        <message>
            <source>Book</source>
            <translation>预约</translation>
        </message>
        <message>
            <source>Care schedule</source>
            <translation>保健计划</translation>
        </message>
        <message>
            <source>Done on</source>
            <translation>完成日期</translation>
        </message>
        <message>
            <source>Due at</source>
            <translation>应完成时间</translation>
        </message>
        <message>
            <source>From – until</source>
            <translation>起止日期</translation>
        </message>
        <message>
            <source>No care schedule applies</source>
            <translation>没有适用的保健计划</translation>
        </message>
        <message>
            <source>Schedules stand here for a pregnancy whose due date or last period is recorded, and for children below seven years.</source>
            <translation>已记录预产期或末次月经的妊娠，以及七岁以下儿童的保健计划显示在此。</translation>
        </message>
        <message>
            <source>What</source>
            <translation>项目</translation>
        </message>
    </context>
    <context>
        <name>SentParts</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Chosen parts only</source>
            <translation>仅含所选部分</translation>
        </message>
        <message>
            <source>Not part of what was sent</source>
            <translation>不在寄来的资料之内</translation>
        </message>
        <message>
            <source>Not part of what was sent: {parts}.</source>
            <translation>未寄来的部分：{parts}。</translation>
        </message>
        <message>
            <source>This is not part of what {name} sent; what stands here came along with the rest.</source>
            <translation>{name} 未寄来此部分；此处所列是随其他部分一并寄来的。</translation>
        </message>
        <message>
            <source>What is due can't be counted from the parts that {name} sent.</source>
            <translation>仅凭 {name} 寄来的部分，无法推算应做的项目。</translation>
        </message>
        <message>
            <source>Who else treats the patient is never part of a second opinion.</source>
            <translation>其他诊疗人员的信息从不随第二诊疗意见寄送。</translation>
        </message>
    </context>
    <context>
        <name>SoundReader</name>
        <message>
            <source>No audio output found</source>
            <translation>未找到音频输出设备</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>播放</translation>
        </message>
        <message>
            <source>Show fewer seconds (plus key)</source>
            <translation>显示更短时间（加号键）</translation>
        </message>
        <message>
            <source>Show more seconds (minus key)</source>
            <translation>显示更长时间（减号键）</translation>
        </message>
        <message>
            <source>The system says: {reason}</source>
            <translation>系统提示：{reason}</translation>
        </message>
        <message>
            <source>Whole recording (0 key)</source>
            <translation>全部录音（0 键）</translation>
        </message>
        <message>
            <source>mono</source>
            <translation>单声道</translation>
        </message>
        <message>
            <source>stereo</source>
            <translation>立体声</translation>
        </message>
        <message>
            <source>{count} channels</source>
            <translation>{count} 声道</translation>
        </message>
    </context>
    <context>
        <name>SourceDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>From</source>
            <translation>来自</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>标识</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Original bytes, laid out for reading; every digit as received.</source>
            <translation>原始数据，仅调整排版；数值与接收时一致。</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>接收时间</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>The record as received</source>
            <translation>接收到的原始记录</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>记录者</translation>
        </message>
        <message>
            <source>not recorded</source>
            <translation>未记录</translation>
        </message>
    </context>
    <context>
        <name>SummaryPage</name>
        <message>
            <source>Advice</source>
            <translation>建议</translation>
        </message>
        <message>
            <source>Allergies</source>
            <translation>过敏史</translation>
        </message>
        <message>
            <source>Blood pressure at home</source>
            <translation>家庭血压</translation>
        </message>
        <message>
            <source>Checking advice</source>
            <translation>正在核查建议</translation>
        </message>
        <message>
            <source>Checking what the engines say.</source>
            <translation>正在运行决策引擎。</translation>
        </message>
        <message>
            <source>Could not be checked: {reason}</source>
            <translation>无法核查：{reason}</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>文书</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>家族史</translation>
        </message>
        <message>
            <source>Go to the documents</source>
            <translation>转到文档</translation>
        </message>
        <message>
            <source>Go to the family</source>
            <translation>转到家族史</translation>
        </message>
        <message>
            <source>Go to the medication</source>
            <translation>转到用药</translation>
        </message>
        <message>
            <source>Go to the problems</source>
            <translation>转到诊断</translation>
        </message>
        <message>
            <source>Go to the results</source>
            <translation>前往检验结果</translation>
        </message>
        <message>
            <source>Go to the timeline</source>
            <translation>前往时间轴</translation>
        </message>
        <message>
            <source>Latest results</source>
            <translation>最近检验结果</translation>
        </message>
        <message>
            <source>Medication</source>
            <translation>用药</translation>
        </message>
        <message>
            <source>No family history recorded.</source>
            <translation>无家族史记录。</translation>
        </message>
        <message>
            <source>None recorded.</source>
            <translation>无记录。</translation>
        </message>
        <message>
            <source>Open the plan</source>
            <translation>打开方案</translation>
        </message>
        <message>
            <source>Past</source>
            <translation>既往</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>诊断与问题</translation>
        </message>
        <message>
            <source>Reading blood pressure</source>
            <translation>正在读取血压</translation>
        </message>
        <message>
            <source>Reading the chart</source>
            <translation>正在读取病历</translation>
        </message>
        <message>
            <source>Reading the timeline</source>
            <translation>正在读取时间轴</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>已记录</translation>
        </message>
        <message>
            <source>Severe</source>
            <translation>严重</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间轴</translation>
        </message>
        <message>
            <source>Vital signs</source>
            <translation>生命体征</translation>
        </message>
        <message>
            <source>{count} active</source>
            <translation>{count} 项活动性</translation>
        </message>
        <message>
            <source>{count} current</source>
            <translation>{count} 种在用</translation>
        </message>
        <message>
            <source>◆ None recorded: nobody has asked, or nobody wrote it down.</source>
            <translation>◆ 无记录：未询问或未记录。</translation>
        </message>
        <message>
            <source>● No known allergy, as recorded.</source>
            <translation>● 病历记录：无已知过敏。</translation>
        </message>
    </context>
    <context>
        <name>TextReader</name>
        <message>
            <source>The text of the document</source>
            <translation>文档正文</translation>
        </message>
    </context>
    <context>
        <name>TimelineCard</name>
        <message>
            <source>nothing recorded</source>
            <translation>无记录</translation>
        </message>
        <message>
            <source>wheel zooms, drag moves, click opens the source</source>
            <translation>滚轮缩放，拖动平移，单击打开来源</translation>
        </message>
        <message>
            <source>{count} entries, click shows them</source>
            <translation>{count} 条，点击查看</translation>
        </message>
    </context>
    <context>
        <name>TimelinePage</name>
        <message>
            <source>At this place</source>
            <translation>此处</translation>
        </message>
        <message>
            <source>Born {date}</source>
            <translation>出生 {date}</translation>
        </message>
        <message>
            <source>Click a number on the timeline to list it.</source>
            <translation>点击时间轴上的数字即可列出。</translation>
        </message>
        <message>
            <source>Comes closer (+)</source>
            <translation>放大（+）</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>日</translation>
        </message>
        <message>
            <source>Died {date}</source>
            <translation>死亡 {date}</translation>
        </message>
        <message>
            <source>Died, the date is not recorded.</source>
            <translation>已死亡，日期未记录。</translation>
        </message>
        <message>
            <source>Everything in the chart has a date.</source>
            <translation>病历中的记录均有日期。</translation>
        </message>
        <message>
            <source>Go to the undated entries</source>
            <translation>转到无日期的记录</translation>
        </message>
        <message>
            <source>Life</source>
            <translation>一生</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>月</translation>
        </message>
        <message>
            <source>Nothing recorded</source>
            <translation>无记录</translation>
        </message>
        <message>
            <source>Reading the chart</source>
            <translation>正在读取病历</translation>
        </message>
        <message>
            <source>Shown</source>
            <translation>显示内容</translation>
        </message>
        <message>
            <source>Shows more time (-)</source>
            <translation>缩小（-）</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间轴</translation>
        </message>
        <message>
            <source>Timeline: come closer</source>
            <translation>时间轴：放大</translation>
        </message>
        <message>
            <source>Timeline: show more time</source>
            <translation>时间轴：缩小</translation>
        </message>
        <message>
            <source>Timeline: show {width}</source>
            <translation>时间轴：显示{width}</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Visits, problems, results and documents appear here with their dates. They come with imported records (Ctrl+O).</source>
            <translation>就诊、问题、检验结果和文书会按日期显示在这里。它们随导入的病历而来（Ctrl+O）。</translation>
        </message>
        <message>
            <source>Week</source>
            <translation>周</translation>
        </message>
        <message>
            <source>Without a date</source>
            <translation>无日期</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>年</translation>
        </message>
        <message>
            <source>newest {count} of {all}</source>
            <translation>{all} 条中最新的 {count} 条</translation>
        </message>
    </context>
    <context>
        <name>WaveView</name>
        <message>
            <source>Waveform</source>
            <translation>波形</translation>
        </message>
    </context>
    <context>
        <name>WayOfLifePage</name>
        <message>
            <source>Amend</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>答案</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入有误</translation>
        </message>
        <message>
            <source>Nothing recorded of the way of life</source>
            <translation>没有生活方式的记录</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>Record the way of life</source>
            <translation>记录生活方式</translation>
        </message>
        <message>
            <source>Recorded by</source>
            <translation>记录者</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>Saving</source>
            <translation>正在保存</translation>
        </message>
        <message>
            <source>Smoking, alcohol, exercise, sleep, diet, education and work stand here, each with its date. Enter them with “Record”, or import records that hold them (Ctrl+O).</source>
            <translation>吸烟、饮酒、运动、睡眠、饮食、教育和工作列在这里，各附日期。用“记录”录入，或导入含有它们的病历（Ctrl+O）。</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Way of life</source>
            <translation>生活方式</translation>
        </message>
    </context>
    <context>
        <name>WhyWrong</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>It stays in the record, marked as an error, and is used nowhere.</source>
            <translation>它留在记录中，标为错误，不再用于任何地方。</translation>
        </message>
        <message>
            <source>Mark as entered in error</source>
            <translation>标为录入有误</translation>
        </message>
        <message>
            <source>Mark as error</source>
            <translation>标为错误</translation>
        </message>
        <message>
            <source>Why it was entered in error</source>
            <translation>录入有误的原因</translation>
        </message>
    </context>
    <context>
        <name>_PageLine</name>
        <message>
            <source>{page}, not sent</source>
            <translation>{page}，未寄来</translation>
        </message>
    </context>
    <context>
        <name>chart_search</name>
        <message>
            <source>Allergies</source>
            <translation>过敏</translation>
        </message>
        <message>
            <source>Care and orders</source>
            <translation>诊疗计划与医嘱</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>家族</translation>
        </message>
        <message>
            <source>Imaging</source>
            <translation>影像</translation>
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
            <translation>病程与文书</translation>
        </message>
        <message>
            <source>Other records</source>
            <translation>其他记录</translation>
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
            <source>Visits</source>
            <translation>就诊</translation>
        </message>
        <message>
            <source>Vital signs</source>
            <translation>生命体征</translation>
        </message>
        <message>
            <source>no date</source>
            <translation>无日期</translation>
        </message>
    </context>
    <context>
        <name>checkup</name>
        <message>
            <source>Save the check-up report</source>
            <translation>保存健康检查报告</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>已保存为 {name}</translation>
        </message>
        <message>
            <source>Writing the check-up report</source>
            <translation>正在生成健康检查报告</translation>
        </message>
    </context>
    <context>
        <name>documents</name>
        <message>
            <source>Attachment {number}</source>
            <translation>附件 {number}</translation>
        </message>
        <message>
            <source>Clinical document</source>
            <translation>临床文档</translation>
        </message>
        <message>
            <source>Family: {relative}</source>
            <translation>家族：{relative}</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>It holds DICOM data. Save it and import it; the imaging room then shows it.</source>
            <translation>其中是 DICOM 数据。请保存后再导入，即可在影像室查看。</translation>
        </message>
        <message>
            <source>It is animated; its first picture is shown.</source>
            <translation>这是动画，只显示第一帧。</translation>
        </message>
        <message>
            <source>It is very long; the first {0} characters are shown.</source>
            <translation>文档很长，只显示前 {0} 个字符。</translation>
        </message>
        <message>
            <source>It is: {0}. Save it to open it with a program that you trust.</source>
            <translation>内容类型：{0}。请保存后用可信的程序打开。</translation>
        </message>
        <message>
            <source>Its content does not match the fingerprint that the sender gave: it was changed or damaged.</source>
            <translation>内容与发送方给出的校验值不符：已被更改或损坏。</translation>
        </message>
        <message>
            <source>Its data are cut off or damaged; what could be read is shown.</source>
            <translation>数据不完整或已损坏，仅显示可读取的部分。</translation>
        </message>
        <message>
            <source>Its encoding was not named rightly; it is read as {0}, so letters may be wrong.</source>
            <translation>未正确标明字符编码，现按 {0} 读取，个别字符可能有误。</translation>
        </message>
        <message>
            <source>Linked or embedded pictures not shown: {0}.</source>
            <translation>未显示的链接或内嵌图片：{0} 个。</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>No content was sent</source>
            <translation>未收到内容</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>病程记录</translation>
        </message>
        <message>
            <source>Notes and documents</source>
            <translation>病程记录与文档</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Remark</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>Scripts and embedded programs left out: {0}.</source>
            <translation>已去除的脚本和内嵌程序：{0} 个。</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>录音</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>文字</translation>
        </message>
        <message>
            <source>The attachment is empty</source>
            <translation>附件为空</translation>
        </message>
        <message>
            <source>The content is not in this store</source>
            <translation>内容不在本库中</translation>
        </message>
        <message>
            <source>The first {0} of {1} pages are shown.</source>
            <translation>只显示前 {0} 页，共 {1} 页。</translation>
        </message>
        <message>
            <source>The record names only an address. Consilia never fetches it: {0}</source>
            <translation>该记录只给出一个地址，Consilia 从不自动获取：{0}</translation>
        </message>
        <message>
            <source>The record points at {0}, which was never received. Import it to read it here.</source>
            <translation>该记录指向 {0}，但尚未收到。导入后即可在此阅读。</translation>
        </message>
        <message>
            <source>The record speaks of a document but holds neither its content nor an address.</source>
            <translation>该记录提到一份文档，但既无内容也无地址。</translation>
        </message>
        <message>
            <source>The recording should last {0} s, but only {1} s are there.</source>
            <translation>录音应为 {0} 秒，实际只有 {1} 秒。</translation>
        </message>
        <message>
            <source>The sender attached no data.</source>
            <translation>发送方未附数据。</translation>
        </message>
        <message>
            <source>The sender calls it {0}, but its content is {1}; it is shown by its content.</source>
            <translation>发送方标为 {0}，但实际内容是 {1}；现按实际内容显示。</translation>
        </message>
        <message>
            <source>The sender gave {0} bytes, but {1} are there.</source>
            <translation>发送方标明 {0} 字节，实际为 {1} 字节。</translation>
        </message>
        <message>
            <source>There is no reader for this content</source>
            <translation>没有可显示此内容的阅读器</translation>
        </message>
        <message>
            <source>This PDF carries scripts, actions or files; none of them is run or opened.</source>
            <translation>此 PDF 含有脚本、动作或附带文件，均不会运行或打开。</translation>
        </message>
        <message>
            <source>This document lies elsewhere</source>
            <translation>此文档存放在别处</translation>
        </message>
        <message>
            <source>This is an image for the imaging room</source>
            <translation>这是影像室的图像</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
        <message>
            <source>office document</source>
            <translation>办公文档</translation>
        </message>
        <message>
            <source>plain text</source>
            <translation>纯文本</translation>
        </message>
        <message>
            <source>unknown content</source>
            <translation>未知内容</translation>
        </message>
        <message>
            <source>{count} bytes</source>
            <translation>{count} 字节</translation>
        </message>
    </context>
    <context>
        <name>entries</name>
        <message>
            <source>Blood pressure</source>
            <translation>血压</translation>
        </message>
        <message>
            <source>By a relative</source>
            <translation>家属测量</translation>
        </message>
        <message>
            <source>By the patient</source>
            <translation>患者自测</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>已更正</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>误录入</translation>
        </message>
        <message>
            <source>Entered in error: {reason}</source>
            <translation>误录入：{reason}</translation>
        </message>
        <message>
            <source>Glucose</source>
            <translation>血糖</translation>
        </message>
        <message>
            <source>Oxygen saturation</source>
            <translation>血氧饱和度</translation>
        </message>
        <message>
            <source>Pulse</source>
            <translation>脉搏</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>体温</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>体重</translation>
        </message>
    </context>
    <context>
        <name>family</name>
        <message>
            <source>Age</source>
            <translation>年龄</translation>
        </message>
        <message>
            <source>Age at onset</source>
            <translation>发病年龄</translation>
        </message>
        <message>
            <source>Age is estimated</source>
            <translation>年龄为估计</translation>
        </message>
        <message>
            <source>Asked in full</source>
            <translation>已全面询问</translation>
        </message>
        <message>
            <source>Asked in full: no condition recorded</source>
            <translation>已全面询问：未记录疾病</translation>
        </message>
        <message>
            <source>Asked in part</source>
            <translation>部分询问</translation>
        </message>
        <message>
            <source>Asked, negative</source>
            <translation>已询问，阴性</translation>
        </message>
        <message>
            <source>Asked, not found</source>
            <translation>已询问，无</translation>
        </message>
        <message>
            <source>Asked, not found: {}</source>
            <translation>已询问，无：{}</translation>
        </message>
        <message>
            <source>Asked: nothing found</source>
            <translation>已询问：未发现疾病</translation>
        </message>
        <message>
            <source>Cause of death</source>
            <translation>死因</translation>
        </message>
        <message>
            <source>Children</source>
            <translation>子女</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>Code system</source>
            <translation>编码系统</translation>
        </message>
        <message>
            <source>Condition</source>
            <translation>疾病</translation>
        </message>
        <message>
            <source>Condition without a name</source>
            <translation>未命名的疾病</translation>
        </message>
        <message>
            <source>Conditions</source>
            <translation>疾病</translation>
        </message>
        <message>
            <source>Could not be obtained</source>
            <translation>无法获得</translation>
        </message>
        <message>
            <source>Deceased</source>
            <translation>是否死亡</translation>
        </message>
        <message>
            <source>Deferred</source>
            <translation>暂缓</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入错误</translation>
        </message>
        <message>
            <source>Father's side: aunts and uncles</source>
            <translation>父系：伯叔姑</translation>
        </message>
        <message>
            <source>Father's side: cousins</source>
            <translation>父系：堂表亲</translation>
        </message>
        <message>
            <source>Father's side: grandparents</source>
            <translation>父系：祖父母</translation>
        </message>
        <message>
            <source>Father's side: great-grandparents</source>
            <translation>父系：曾祖父母</translation>
        </message>
        <message>
            <source>Found or not</source>
            <translation>有无</translation>
        </message>
        <message>
            <source>Genetic finding</source>
            <translation>遗传学发现</translation>
        </message>
        <message>
            <source>Genetic parent</source>
            <translation>遗传学父母</translation>
        </message>
        <message>
            <source>Genetic sibling</source>
            <translation>遗传学同胞</translation>
        </message>
        <message>
            <source>Grandchildren</source>
            <translation>孙辈</translation>
        </message>
        <message>
            <source>Has or had</source>
            <translation>现有或曾有</translation>
        </message>
        <message>
            <source>Health not known</source>
            <translation>健康状况不详</translation>
        </message>
        <message>
            <source>How far asked</source>
            <translation>询问程度</translation>
        </message>
        <message>
            <source>Mother's side: aunts and uncles</source>
            <translation>母系：舅姨</translation>
        </message>
        <message>
            <source>Mother's side: cousins</source>
            <translation>母系：表亲</translation>
        </message>
        <message>
            <source>Mother's side: grandparents</source>
            <translation>母系：外祖父母</translation>
        </message>
        <message>
            <source>Mother's side: great-grandparents</source>
            <translation>母系：外曾祖父母</translation>
        </message>
        <message>
            <source>Nieces and nephews</source>
            <translation>侄辈与甥辈</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>No code</source>
            <translation>无编码</translation>
        </message>
        <message>
            <source>Not asked, or not written down</source>
            <translation>未询问或未记录</translation>
        </message>
        <message>
            <source>Note on the condition</source>
            <translation>疾病备注</translation>
        </message>
        <message>
            <source>Parents</source>
            <translation>父母</translation>
        </message>
        <message>
            <source>Partners</source>
            <translation>配偶与伴侣</translation>
        </message>
        <message>
            <source>Relationship</source>
            <translation>亲属关系</translation>
        </message>
        <message>
            <source>Relationship not recorded</source>
            <translation>未记录亲属关系</translation>
        </message>
        <message>
            <source>Siblings</source>
            <translation>兄弟姐妹</translation>
        </message>
        <message>
            <source>Side or generation not recorded</source>
            <translation>未记录父系母系或辈分</translation>
        </message>
        <message>
            <source>The patient does not know this relative</source>
            <translation>患者不了解该亲属</translation>
        </message>
        <message>
            <source>Why nothing is known</source>
            <translation>不详的原因</translation>
        </message>
        <message>
            <source>Withheld</source>
            <translation>不愿透露</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>alive</source>
            <translation>在世</translation>
        </message>
        <message>
            <source>born {}</source>
            <translation>生于 {}</translation>
        </message>
        <message>
            <source>died at {}</source>
            <translation>{} 去世</translation>
        </message>
        <message>
            <source>died, age not known</source>
            <translation>已故，年龄不详</translation>
        </message>
        <message>
            <source>died: {}</source>
            <translation>已故：{}</translation>
        </message>
        <message>
            <source>{condition}, onset {age}</source>
            <translation>{condition}，发病 {age}</translation>
        </message>
        <message>
            <source>{} y</source>
            <translation>{} 岁</translation>
        </message>
    </context>
    <context>
        <name>life</name>
        <message>
            <source>1 or 2</source>
            <translation>1 或 2</translation>
        </message>
        <message>
            <source>10 or more</source>
            <translation>10 及以上</translation>
        </message>
        <message>
            <source>2 to 3 times a week</source>
            <translation>每周 2 至 3 次</translation>
        </message>
        <message>
            <source>2 to 4 times a month</source>
            <translation>每月 2 至 4 次</translation>
        </message>
        <message>
            <source>3 or 4</source>
            <translation>3 或 4</translation>
        </message>
        <message>
            <source>4 or more times a week</source>
            <translation>每周 4 次及以上</translation>
        </message>
        <message>
            <source>5 or 6</source>
            <translation>5 或 6</translation>
        </message>
        <message>
            <source>7 to 9</source>
            <translation>7 至 9</translation>
        </message>
        <message>
            <source>AUDIT-C</source>
            <translation>AUDIT-C</translation>
        </message>
        <message>
            <source>Alcohol</source>
            <translation>饮酒</translation>
        </message>
        <message>
            <source>Alcoholic drinks a day</source>
            <translation>每日饮酒份数</translation>
        </message>
        <message>
            <source>All points come from how often; likely below recommended limits.</source>
            <translation>分数全部来自饮酒频率；可能低于建议限量。</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>答案</translation>
        </message>
        <message>
            <source>As written</source>
            <translation>原文</translation>
        </message>
        <message>
            <source>Chose not to answer</source>
            <translation>选择不回答</translation>
        </message>
        <message>
            <source>Cigarettes a day</source>
            <translation>每日支数</translation>
        </message>
        <message>
            <source>Code of the answer</source>
            <translation>答案编码</translation>
        </message>
        <message>
            <source>Daily or almost daily</source>
            <translation>每天或几乎每天</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Days of exercise a week</source>
            <translation>每周运动天数</translation>
        </message>
        <message>
            <source>Diet</source>
            <translation>饮食</translation>
        </message>
        <message>
            <source>Drinks on a typical day</source>
            <translation>饮酒日通常份数</translation>
        </message>
        <message>
            <source>Education</source>
            <translation>教育</translation>
        </message>
        <message>
            <source>Employment</source>
            <translation>就业</translation>
        </message>
        <message>
            <source>Exercise</source>
            <translation>运动</translation>
        </message>
        <message>
            <source>Flag</source>
            <translation>标记</translation>
        </message>
        <message>
            <source>Former smoker</source>
            <translation>已戒烟</translation>
        </message>
        <message>
            <source>Formula</source>
            <translation>公式</translation>
        </message>
        <message>
            <source>Full-time work</source>
            <translation>全职</translation>
        </message>
        <message>
            <source>Heavy smoker</source>
            <translation>重度吸烟</translation>
        </message>
        <message>
            <source>High school</source>
            <translation>高中</translation>
        </message>
        <message>
            <source>Highest education</source>
            <translation>最高学历</translation>
        </message>
        <message>
            <source>How often alcohol</source>
            <translation>饮酒频率</translation>
        </message>
        <message>
            <source>Less than high school</source>
            <translation>高中以下</translation>
        </message>
        <message>
            <source>Less than monthly</source>
            <translation>每月不到一次</translation>
        </message>
        <message>
            <source>Light smoker</source>
            <translation>轻度吸烟</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>方法</translation>
        </message>
        <message>
            <source>Minutes of exercise on such a day</source>
            <translation>运动日分钟数</translation>
        </message>
        <message>
            <source>Monthly</source>
            <translation>每月</translation>
        </message>
        <message>
            <source>Monthly or less</source>
            <translation>每月一次或更少</translation>
        </message>
        <message>
            <source>More than high school</source>
            <translation>高中以上</translation>
        </message>
        <message>
            <source>Negative: below {threshold}</source>
            <translation>阴性：低于 {threshold} 分</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>从不</translation>
        </message>
        <message>
            <source>Never smoked</source>
            <translation>从不吸烟</translation>
        </message>
        <message>
            <source>Not known if ever smoked</source>
            <translation>是否吸过烟不详</translation>
        </message>
        <message>
            <source>Not seeking work (student, retired, disabled, carer)</source>
            <translation>未求职（学生、退休、残疾、照护者）</translation>
        </message>
        <message>
            <source>Occupation</source>
            <translation>职业</translation>
        </message>
        <message>
            <source>Origin</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Other social history</source>
            <translation>其他社会史</translation>
        </message>
        <message>
            <source>Pack-years</source>
            <translation>包年</translation>
        </message>
        <message>
            <source>Part of the answer</source>
            <translation>答案的一部分</translation>
        </message>
        <message>
            <source>Part-time or temporary work</source>
            <translation>兼职或临时工作</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>计分</translation>
        </message>
        <message>
            <source>Positive: {threshold} or more</source>
            <translation>阳性：{threshold} 分及以上</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Recorded at</source>
            <translation>记录时间</translation>
        </message>
        <message>
            <source>Remark</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>筛查</translation>
        </message>
        <message>
            <source>Six or more on one occasion</source>
            <translation>一次六份及以上</translation>
        </message>
        <message>
            <source>Sleep</source>
            <translation>睡眠</translation>
        </message>
        <message>
            <source>Sleep a day</source>
            <translation>每日睡眠</translation>
        </message>
        <message>
            <source>Smoker, how much not known</source>
            <translation>吸烟，程度不详</translation>
        </message>
        <message>
            <source>Smokes every day</source>
            <translation>每天吸烟</translation>
        </message>
        <message>
            <source>Smokes some days</source>
            <translation>偶尔吸烟</translation>
        </message>
        <message>
            <source>Smoking</source>
            <translation>吸烟</translation>
        </message>
        <message>
            <source>Tobacco smoking</source>
            <translation>吸烟情况</translation>
        </message>
        <message>
            <source>Unemployed</source>
            <translation>失业</translation>
        </message>
        <message>
            <source>Weekly</source>
            <translation>每周</translation>
        </message>
        <message>
            <source>Work</source>
            <translation>工作</translation>
        </message>
        <message>
            <source>cigarettes/day</source>
            <translation>支/日</translation>
        </message>
        <message>
            <source>computed from that day</source>
            <translation>由当日答案计算</translation>
        </message>
        <message>
            <source>days/week</source>
            <translation>天/周</translation>
        </message>
        <message>
            <source>drinks/day</source>
            <translation>份/日</translation>
        </message>
        <message>
            <source>entered here</source>
            <translation>在此录入</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>小时</translation>
        </message>
        <message>
            <source>min/day</source>
            <translation>分钟/日</translation>
        </message>
        <message>
            <source>pack-years</source>
            <translation>包年</translation>
        </message>
    </context>
    <context>
        <name>lists</name>
        <message>
            <source>Active</source>
            <translation>活动</translation>
        </message>
        <message>
            <source>Acute inpatient</source>
            <translation>急性住院</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Admitted from</source>
            <translation>入院来源</translation>
        </message>
        <message>
            <source>Admitting</source>
            <translation>收治</translation>
        </message>
        <message>
            <source>Against</source>
            <translation>预防</translation>
        </message>
        <message>
            <source>Allergy</source>
            <translation>过敏</translation>
        </message>
        <message>
            <source>Also</source>
            <translation>另外</translation>
        </message>
        <message>
            <source>Also in the record</source>
            <translation>记录中的其他内容</translation>
        </message>
        <message>
            <source>Amended</source>
            <translation>已修改</translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation>已到达</translation>
        </message>
        <message>
            <source>As soon as possible</source>
            <translation>尽快</translation>
        </message>
        <message>
            <source>At once</source>
            <translation>立即</translation>
        </message>
        <message>
            <source>Attending</source>
            <translation>主治</translation>
        </message>
        <message>
            <source>Authority</source>
            <translation>发布机构</translation>
        </message>
        <message>
            <source>Based on</source>
            <translation>依据</translation>
        </message>
        <message>
            <source>Batch</source>
            <translation>批次</translation>
        </message>
        <message>
            <source>Biologic</source>
            <translation>生物制品</translation>
        </message>
        <message>
            <source>Body site</source>
            <translation>身体部位</translation>
        </message>
        <message>
            <source>Born</source>
            <translation>出生</translation>
        </message>
        <message>
            <source>Brother</source>
            <translation>兄弟</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>分类</translation>
        </message>
        <message>
            <source>Child</source>
            <translation>子女</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>Community</source>
            <translation>社区</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Complication</source>
            <translation>并发症</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>Consultant</source>
            <translation>会诊</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>已更正</translation>
        </message>
        <message>
            <source>Course</source>
            <translation>疗程</translation>
        </message>
        <message>
            <source>Criticality</source>
            <translation>危险程度</translation>
        </message>
        <message>
            <source>Daughter</source>
            <translation>女儿</translation>
        </message>
        <message>
            <source>Declined</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>描述</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>器械</translation>
        </message>
        <message>
            <source>Diagnosis</source>
            <translation>诊断</translation>
        </message>
        <message>
            <source>Diet</source>
            <translation>饮食</translation>
        </message>
        <message>
            <source>Differential</source>
            <translation>鉴别诊断</translation>
        </message>
        <message>
            <source>Discharge</source>
            <translation>出院</translation>
        </message>
        <message>
            <source>Discharged to</source>
            <translation>出院去向</translation>
        </message>
        <message>
            <source>Discharging</source>
            <translation>出院负责</translation>
        </message>
        <message>
            <source>Dispenser</source>
            <translation>发药者</translation>
        </message>
        <message>
            <source>Done with the device</source>
            <translation>对器械的操作</translation>
        </message>
        <message>
            <source>Dosage</source>
            <translation>用法用量</translation>
        </message>
        <message>
            <source>Dosage as written</source>
            <translation>用法原文</translation>
        </message>
        <message>
            <source>Dose</source>
            <translation>剂次</translation>
        </message>
        <message>
            <source>Dose given</source>
            <translation>已给药</translation>
        </message>
        <message>
            <source>Dose number</source>
            <translation>第几剂</translation>
        </message>
        <message>
            <source>Doses in the series</source>
            <translation>全程剂数</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>时长</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>电子邮件</translation>
        </message>
        <message>
            <source>Emergency</source>
            <translation>急诊</translation>
        </message>
        <message>
            <source>Emergency contact</source>
            <translation>紧急联系人</translation>
        </message>
        <message>
            <source>Employer</source>
            <translation>雇主</translation>
        </message>
        <message>
            <source>Encounter</source>
            <translation>就诊</translation>
        </message>
        <message>
            <source>Encounter diagnosis</source>
            <translation>就诊诊断</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>Entered in error</source>
            <translation>录入有误</translation>
        </message>
        <message>
            <source>Environment</source>
            <translation>环境</translation>
        </message>
        <message>
            <source>Episode</source>
            <translation>诊疗过程</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>依据</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>有效期至</translation>
        </message>
        <message>
            <source>Exposure by</source>
            <translation>接触途径</translation>
        </message>
        <message>
            <source>Family doctor</source>
            <translation>家庭医生</translation>
        </message>
        <message>
            <source>Father</source>
            <translation>父亲</translation>
        </message>
        <message>
            <source>Female</source>
            <translation>女</translation>
        </message>
        <message>
            <source>Final</source>
            <translation>最终</translation>
        </message>
        <message>
            <source>Finished</source>
            <translation>已结束</translation>
        </message>
        <message>
            <source>Follow-on order</source>
            <translation>衍生医嘱</translation>
        </message>
        <message>
            <source>Follow-up</source>
            <translation>随访</translation>
        </message>
        <message>
            <source>Food</source>
            <translation>食物</translation>
        </message>
        <message>
            <source>For the patient</source>
            <translation>给患者的说明</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>剂型</translation>
        </message>
        <message>
            <source>Friend</source>
            <translation>朋友</translation>
        </message>
        <message>
            <source>Given</source>
            <translation>已接种</translation>
        </message>
        <message>
            <source>Guardian</source>
            <translation>监护人</translation>
        </message>
        <message>
            <source>Handed out</source>
            <translation>已发药</translation>
        </message>
        <message>
            <source>Handed over on</source>
            <translation>发药日期</translation>
        </message>
        <message>
            <source>Health concern</source>
            <translation>健康关注</translation>
        </message>
        <message>
            <source>High</source>
            <translation>高</translation>
        </message>
        <message>
            <source>High risk</source>
            <translation>高危</translation>
        </message>
        <message>
            <source>Home visit</source>
            <translation>家庭访视</translation>
        </message>
        <message>
            <source>Husband</source>
            <translation>丈夫</translation>
        </message>
        <message>
            <source>In preparation</source>
            <translation>准备中</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>In remission</source>
            <translation>缓解</translation>
        </message>
        <message>
            <source>In the field</source>
            <translation>现场</translation>
        </message>
        <message>
            <source>In this encounter</source>
            <translation>本次就诊中</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>在用</translation>
        </message>
        <message>
            <source>Inactive</source>
            <translation>非活动</translation>
        </message>
        <message>
            <source>Ingredient</source>
            <translation>成分</translation>
        </message>
        <message>
            <source>Inpatient</source>
            <translation>住院</translation>
        </message>
        <message>
            <source>Intended</source>
            <translation>拟用</translation>
        </message>
        <message>
            <source>Intent</source>
            <translation>意图</translation>
        </message>
        <message>
            <source>Intolerance</source>
            <translation>不耐受</translation>
        </message>
        <message>
            <source>Kind of record</source>
            <translation>记录种类</translation>
        </message>
        <message>
            <source>Kind of stage</source>
            <translation>分期种类</translation>
        </message>
        <message>
            <source>Last occurrence</source>
            <translation>最近发生</translation>
        </message>
        <message>
            <source>Last seen</source>
            <translation>最近就诊</translation>
        </message>
        <message>
            <source>Less than a full dose</source>
            <translation>不足剂量</translation>
        </message>
        <message>
            <source>Lot</source>
            <translation>批号</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>低</translation>
        </message>
        <message>
            <source>Low risk</source>
            <translation>低危</translation>
        </message>
        <message>
            <source>Male</source>
            <translation>男</translation>
        </message>
        <message>
            <source>Managed by</source>
            <translation>管理机构</translation>
        </message>
        <message>
            <source>Manufacturer</source>
            <translation>生产厂商</translation>
        </message>
        <message>
            <source>May be exchanged</source>
            <translation>可替换</translation>
        </message>
        <message>
            <source>Medication</source>
            <translation>用药</translation>
        </message>
        <message>
            <source>Mild</source>
            <translation>轻度</translation>
        </message>
        <message>
            <source>Moderate</source>
            <translation>中度</translation>
        </message>
        <message>
            <source>Mother</source>
            <translation>母亲</translation>
        </message>
        <message>
            <source>Narrative</source>
            <translation>叙述</translation>
        </message>
        <message>
            <source>Neighbour</source>
            <translation>邻居</translation>
        </message>
        <message>
            <source>Next of kin</source>
            <translation>近亲</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>No known allergy, as recorded</source>
            <translation>按记录：无已知过敏</translation>
        </message>
        <message>
            <source>Non-acute inpatient</source>
            <translation>非急性住院</translation>
        </message>
        <message>
            <source>None known</source>
            <translation>无已知</translation>
        </message>
        <message>
            <source>None recorded: this is not “no known allergy”</source>
            <translation>没有记录：这不等于“无已知过敏”</translation>
        </message>
        <message>
            <source>Not asked</source>
            <translation>未询问</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>未做</translation>
        </message>
        <message>
            <source>Not given</source>
            <translation>未接种</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>不详</translation>
        </message>
        <message>
            <source>Not taken</source>
            <translation>未用</translation>
        </message>
        <message>
            <source>Not to be given</source>
            <translation>不得使用</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Observation</source>
            <translation>留观</translation>
        </message>
        <message>
            <source>On behalf of</source>
            <translation>代表</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>On leave</source>
            <translation>请假</translation>
        </message>
        <message>
            <source>Onset</source>
            <translation>起病</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>医嘱</translation>
        </message>
        <message>
            <source>Order of the dispenser</source>
            <translation>发药医嘱</translation>
        </message>
        <message>
            <source>Ordered on</source>
            <translation>开具日期</translation>
        </message>
        <message>
            <source>Original order</source>
            <translation>原始医嘱</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Outpatient</source>
            <translation>门诊</translation>
        </message>
        <message>
            <source>Parent</source>
            <translation>父母</translation>
        </message>
        <message>
            <source>Part of</source>
            <translation>属于</translation>
        </message>
        <message>
            <source>Participant</source>
            <translation>参与者</translation>
        </message>
        <message>
            <source>Performed</source>
            <translation>实施</translation>
        </message>
        <message>
            <source>Performed by</source>
            <translation>实施者</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>时段</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>计划</translation>
        </message>
        <message>
            <source>Planned</source>
            <translation>已计划</translation>
        </message>
        <message>
            <source>Pre-admission</source>
            <translation>入院前</translation>
        </message>
        <message>
            <source>Preliminary</source>
            <translation>初步</translation>
        </message>
        <message>
            <source>Prepared on</source>
            <translation>配药日期</translation>
        </message>
        <message>
            <source>Prescribed by</source>
            <translation>开方者</translation>
        </message>
        <message>
            <source>Prescription</source>
            <translation>处方</translation>
        </message>
        <message>
            <source>Present</source>
            <translation>在场</translation>
        </message>
        <message>
            <source>Presumed</source>
            <translation>推定</translation>
        </message>
        <message>
            <source>Primary performer</source>
            <translation>主要实施者</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>优先级</translation>
        </message>
        <message>
            <source>Problem list</source>
            <translation>问题列表</translation>
        </message>
        <message>
            <source>Proposal</source>
            <translation>建议</translation>
        </message>
        <message>
            <source>Proposed</source>
            <translation>拟议</translation>
        </message>
        <message>
            <source>Provider</source>
            <translation>医疗机构</translation>
        </message>
        <message>
            <source>Provisional</source>
            <translation>暂定</translation>
        </message>
        <message>
            <source>Qualification</source>
            <translation>资质</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>数量</translation>
        </message>
        <message>
            <source>Reacted to</source>
            <translation>反应物质</translation>
        </message>
        <message>
            <source>Reaction</source>
            <translation>反应</translation>
        </message>
        <message>
            <source>Reaction began</source>
            <translation>反应开始</translation>
        </message>
        <message>
            <source>Readmission</source>
            <translation>再入院</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Reason for exchange</source>
            <translation>替换原因</translation>
        </message>
        <message>
            <source>Reason for the status</source>
            <translation>状态原因</translation>
        </message>
        <message>
            <source>Recorded by</source>
            <translation>记录者</translation>
        </message>
        <message>
            <source>Recorded by who gave it</source>
            <translation>由接种者记录</translation>
        </message>
        <message>
            <source>Recorded on</source>
            <translation>记录日期</translation>
        </message>
        <message>
            <source>Recurrence</source>
            <translation>复发</translation>
        </message>
        <message>
            <source>Referrer</source>
            <translation>转诊者</translation>
        </message>
        <message>
            <source>Registered</source>
            <translation>已登记</translation>
        </message>
        <message>
            <source>Relapse</source>
            <translation>再发</translation>
        </message>
        <message>
            <source>Relative</source>
            <translation>亲属</translation>
        </message>
        <message>
            <source>Remote</source>
            <translation>远程</translation>
        </message>
        <message>
            <source>Repeats</source>
            <translation>重复次数</translation>
        </message>
        <message>
            <source>Replaces</source>
            <translation>取代</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>Reported by</source>
            <translation>报告者</translation>
        </message>
        <message>
            <source>Reported by the patient</source>
            <translation>患者自述</translation>
        </message>
        <message>
            <source>Resolved</source>
            <translation>已消除</translation>
        </message>
        <message>
            <source>Risk not recorded</source>
            <translation>未记录风险</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Route</source>
            <translation>途径</translation>
        </message>
        <message>
            <source>Routine</source>
            <translation>常规</translation>
        </message>
        <message>
            <source>Ruled out</source>
            <translation>已排除</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>接种程序</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>科室</translation>
        </message>
        <message>
            <source>Severe</source>
            <translation>重度</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>严重程度</translation>
        </message>
        <message>
            <source>Severity of the reaction</source>
            <translation>反应严重程度</translation>
        </message>
        <message>
            <source>Sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Short stay</source>
            <translation>短期住院</translation>
        </message>
        <message>
            <source>Single order</source>
            <translation>单次医嘱</translation>
        </message>
        <message>
            <source>Sister</source>
            <translation>姐妹</translation>
        </message>
        <message>
            <source>Son</source>
            <translation>儿子</translation>
        </message>
        <message>
            <source>Special needs</source>
            <translation>特殊需要</translation>
        </message>
        <message>
            <source>Speciality</source>
            <translation>专科</translation>
        </message>
        <message>
            <source>Spouse</source>
            <translation>配偶</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>分期</translation>
        </message>
        <message>
            <source>Staged by</source>
            <translation>分期依据</translation>
        </message>
        <message>
            <source>Stated by</source>
            <translation>陈述者</translation>
        </message>
        <message>
            <source>Stated on</source>
            <translation>陈述日期</translation>
        </message>
        <message>
            <source>Statement</source>
            <translation>用药陈述</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停用</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>规格</translation>
        </message>
        <message>
            <source>Supply for</source>
            <translation>供应时长</translation>
        </message>
        <message>
            <source>Suspended</source>
            <translation>已中止</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>服用</translation>
        </message>
        <message>
            <source>Taken in</source>
            <translation>服用情况</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>团队</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>Told by</source>
            <translation>信息来源</translation>
        </message>
        <message>
            <source>Triaged</source>
            <translation>已分诊</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Unable to assess</source>
            <translation>无法评估</translation>
        </message>
        <message>
            <source>Unconfirmed</source>
            <translation>未确认</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>紧急</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>有效</translation>
        </message>
        <message>
            <source>Verification</source>
            <translation>核实</translation>
        </message>
        <message>
            <source>Why less</source>
            <translation>不足的原因</translation>
        </message>
        <message>
            <source>Wife</source>
            <translation>妻子</translation>
        </message>
        <message>
            <source>Works for</source>
            <translation>所属机构</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>e-mail</source>
            <translation>电子邮件</translation>
        </message>
        <message>
            <source>fax</source>
            <translation>传真</translation>
        </message>
        <message>
            <source>home</source>
            <translation>家庭</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>手机</translation>
        </message>
        <message>
            <source>no longer used</source>
            <translation>不再使用</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>temporary</source>
            <translation>临时</translation>
        </message>
        <message>
            <source>text message</source>
            <translation>短信</translation>
        </message>
        <message>
            <source>web address</source>
            <translation>网址</translation>
        </message>
        <message>
            <source>work</source>
            <translation>工作</translation>
        </message>
    </context>
    <context>
        <name>pages</name>
        <message>
            <source>Allergies</source>
            <translation>过敏</translation>
        </message>
        <message>
            <source>Care schedule</source>
            <translation>保健计划</translation>
        </message>
        <message>
            <source>Care team</source>
            <translation>诊疗团队</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>Encounters</source>
            <translation>就诊</translation>
        </message>
        <message>
            <source>Family history</source>
            <translation>家族史</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>查找</translation>
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
            <source>Own entries</source>
            <translation>自测记录</translation>
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
            <source>Summary</source>
            <translation>概要</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>时间轴</translation>
        </message>
        <message>
            <source>Way of life</source>
            <translation>生活方式</translation>
        </message>
    </context>
    <context>
        <name>patients</name>
        <message>
            <source>Allergy</source>
            <translation>过敏</translation>
        </message>
        <message>
            <source>No known</source>
            <translation>无已知过敏</translation>
        </message>
        <message>
            <source>None recorded</source>
            <translation>未记录</translation>
        </message>
        <message>
            <source>None sent</source>
            <translation>未寄来</translation>
        </message>
    </context>
    <context>
        <name>record</name>
        <message>
            <source>Abnormal</source>
            <translation>异常</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>活动性</translation>
        </message>
        <message>
            <source>Brother</source>
            <translation>兄弟</translation>
        </message>
        <message>
            <source>Daughter</source>
            <translation>女儿</translation>
        </message>
        <message>
            <source>Diastolic pressure</source>
            <translation>舒张压</translation>
        </message>
        <message>
            <source>Father</source>
            <translation>父亲</translation>
        </message>
        <message>
            <source>Father's brother</source>
            <translation>叔伯</translation>
        </message>
        <message>
            <source>Father's father</source>
            <translation>祖父</translation>
        </message>
        <message>
            <source>Father's mother</source>
            <translation>祖母</translation>
        </message>
        <message>
            <source>Father's sister</source>
            <translation>姑母</translation>
        </message>
        <message>
            <source>High</source>
            <translation>偏高</translation>
        </message>
        <message>
            <source>In range</source>
            <translation>范围内</translation>
        </message>
        <message>
            <source>In remission</source>
            <translation>缓解</translation>
        </message>
        <message>
            <source>Inactive</source>
            <translation>非活动性</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>偏低</translation>
        </message>
        <message>
            <source>Mother</source>
            <translation>母亲</translation>
        </message>
        <message>
            <source>Mother's brother</source>
            <translation>舅父</translation>
        </message>
        <message>
            <source>Mother's father</source>
            <translation>外祖父</translation>
        </message>
        <message>
            <source>Mother's mother</source>
            <translation>外祖母</translation>
        </message>
        <message>
            <source>Mother's sister</source>
            <translation>姨母</translation>
        </message>
        <message>
            <source>Negative</source>
            <translation>阴性</translation>
        </message>
        <message>
            <source>Positive</source>
            <translation>阳性</translation>
        </message>
        <message>
            <source>Recurrence</source>
            <translation>复发</translation>
        </message>
        <message>
            <source>Relapse</source>
            <translation>再发</translation>
        </message>
        <message>
            <source>Resolved</source>
            <translation>已愈</translation>
        </message>
        <message>
            <source>Sister</source>
            <translation>姐妹</translation>
        </message>
        <message>
            <source>Son</source>
            <translation>儿子</translation>
        </message>
        <message>
            <source>Status not recorded</source>
            <translation>状态未记录</translation>
        </message>
        <message>
            <source>Systolic pressure</source>
            <translation>收缩压</translation>
        </message>
        <message>
            <source>not given</source>
            <translation>未提供</translation>
        </message>
        <message>
            <source>since {date}</source>
            <translation>自 {date}</translation>
        </message>
        <message>
            <source>start not recorded</source>
            <translation>起始时间未记录</translation>
        </message>
        <message>
            <source>{name}, by a relative</source>
            <translation>{name}，家属测量</translation>
        </message>
        <message>
            <source>{name}, by the patient</source>
            <translation>{name}，患者自测</translation>
        </message>
    </context>
    <context>
        <name>results</name>
        <message>
            <source>Converted: {ways}</source>
            <translation>已换算：{ways}</translation>
        </message>
        <message>
            <source>High (calc.)</source>
            <translation>偏高（计算）</translation>
        </message>
        <message>
            <source>In range (calc.)</source>
            <translation>在范围内（计算）</translation>
        </message>
        <message>
            <source>Low (calc.)</source>
            <translation>偏低（计算）</translation>
        </message>
        <message>
            <source>Not in the curve: {reasons}</source>
            <translation>未列入曲线：{reasons}</translation>
        </message>
        <message>
            <source>a bound, no value</source>
            <translation>仅为界限，非数值</translation>
        </message>
        <message>
            <source>in words</source>
            <translation>文字结果</translation>
        </message>
        <message>
            <source>no date</source>
            <translation>无日期</translation>
        </message>
        <message>
            <source>no value recorded</source>
            <translation>无数值记录</translation>
        </message>
        <message>
            <source>not dated</source>
            <translation>无日期</translation>
        </message>
        <message>
            <source>unit can't be converted</source>
            <translation>单位无法换算</translation>
        </message>
        <message>
            <source>{count} d</source>
            <translation>{count} 天</translation>
        </message>
    </context>
    <context>
        <name>schedule</name>
        <message>
            <source>Another product is recorded, which has its own schedule</source>
            <translation>已记录另一种制品，其程序不同</translation>
        </message>
        <message>
            <source>Before the least age</source>
            <translation>早于最小接种年龄</translation>
        </message>
        <message>
            <source>Beyond the ages of the schedule</source>
            <translation>超出计划适用年龄</translation>
        </message>
        <message>
            <source>Can't be computed</source>
            <translation>无法计算</translation>
        </message>
        <message>
            <source>Date of birth</source>
            <translation>出生日期</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>Done on</source>
            <translation>完成日期</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>应做</translation>
        </message>
        <message>
            <source>Due at</source>
            <translation>应完成时间</translation>
        </message>
        <message>
            <source>Due date or last menstrual period</source>
            <translation>预产期或末次月经</translation>
        </message>
        <message>
            <source>From – until</source>
            <translation>起止日期</translation>
        </message>
        <message>
            <source>Its time has passed, the next one counts</source>
            <translation>时间已过，以下一次为准</translation>
        </message>
        <message>
            <source>Not applicable</source>
            <translation>不适用</translation>
        </message>
        <message>
            <source>Not at the time that is named</source>
            <translation>不在规定时间</translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation>逾期</translation>
        </message>
        <message>
            <source>Remark</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Schedule</source>
            <translation>计划</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>The schedule changed while it was due</source>
            <translation>应种期间程序有调整</translation>
        </message>
        <message>
            <source>Too early</source>
            <translation>未到时间</translation>
        </message>
        <message>
            <source>is needed to the day</source>
            <translation>需精确到日</translation>
        </message>
        <message>
            <source>is of no pregnancy now</source>
            <translation>不属于目前的妊娠</translation>
        </message>
        <message>
            <source>lies in the future</source>
            <translation>在将来</translation>
        </message>
    </context>
    <context>
        <name>sent</name>
        <message>
            <source>Not sent: this is not part of the package.</source>
            <translation>未寄来：资料包不含此部分。</translation>
        </message>
        <message>
            <source>Sent with nothing in it: not recorded there, or kept back.</source>
            <translation>已寄来但为空：对方未记录，或有所保留。</translation>
        </message>
    </context>
    <context>
        <name>sig</name>
        <message>
            <source>2 times a day</source>
            <translation>每日 2 次</translation>
        </message>
        <message>
            <source>3 times a day</source>
            <translation>每日 3 次</translation>
        </message>
        <message>
            <source>4 times a day</source>
            <translation>每日 4 次</translation>
        </message>
        <message>
            <source>Friday</source>
            <translation>星期五</translation>
        </message>
        <message>
            <source>Monday</source>
            <translation>星期一</translation>
        </message>
        <message>
            <source>Saturday</source>
            <translation>星期六</translation>
        </message>
        <message>
            <source>Sunday</source>
            <translation>星期日</translation>
        </message>
        <message>
            <source>Thursday</source>
            <translation>星期四</translation>
        </message>
        <message>
            <source>Tuesday</source>
            <translation>星期二</translation>
        </message>
        <message>
            <source>Wednesday</source>
            <translation>星期三</translation>
        </message>
        <message>
            <source>a day</source>
            <translation>每日</translation>
        </message>
        <message>
            <source>a minute</source>
            <translation>每分钟</translation>
        </message>
        <message>
            <source>a month</source>
            <translation>每月</translation>
        </message>
        <message>
            <source>a week</source>
            <translation>每周</translation>
        </message>
        <message>
            <source>a year</source>
            <translation>每年</translation>
        </message>
        <message>
            <source>after breakfast</source>
            <translation>早餐后</translation>
        </message>
        <message>
            <source>after dinner</source>
            <translation>晚餐后</translation>
        </message>
        <message>
            <source>after falling asleep</source>
            <translation>入睡后</translation>
        </message>
        <message>
            <source>after lunch</source>
            <translation>午餐后</translation>
        </message>
        <message>
            <source>after meals</source>
            <translation>餐后</translation>
        </message>
        <message>
            <source>an hour</source>
            <translation>每小时</translation>
        </message>
        <message>
            <source>as needed</source>
            <translation>需要时</translation>
        </message>
        <message>
            <source>as needed for {reason}</source>
            <translation>因{reason}需要时</translation>
        </message>
        <message>
            <source>at a rate of {rate}</source>
            <translation>速率 {rate}</translation>
        </message>
        <message>
            <source>at bedtime</source>
            <translation>睡前</translation>
        </message>
        <message>
            <source>at most {amount}</source>
            <translation>最多{amount}</translation>
        </message>
        <message>
            <source>at most {amount} at once</source>
            <translation>单次最多 {amount}</translation>
        </message>
        <message>
            <source>at most {amount} in a lifetime</source>
            <translation>终身最多 {amount}</translation>
        </message>
        <message>
            <source>at night</source>
            <translation>夜间</translation>
        </message>
        <message>
            <source>at noon</source>
            <translation>中午</translation>
        </message>
        <message>
            <source>at once</source>
            <translation>立即</translation>
        </message>
        <message>
            <source>at {site}</source>
            <translation>于{site}</translation>
        </message>
        <message>
            <source>at {time}</source>
            <translation>{time}</translation>
        </message>
        <message>
            <source>before breakfast</source>
            <translation>早餐前</translation>
        </message>
        <message>
            <source>before dinner</source>
            <translation>晚餐前</translation>
        </message>
        <message>
            <source>before lunch</source>
            <translation>午餐前</translation>
        </message>
        <message>
            <source>before meals</source>
            <translation>餐前</translation>
        </message>
        <message>
            <source>days</source>
            <translation>天</translation>
        </message>
        <message>
            <source>early in the morning</source>
            <translation>清晨</translation>
        </message>
        <message>
            <source>every day</source>
            <translation>每日</translation>
        </message>
        <message>
            <source>every hour</source>
            <translation>每小时</translation>
        </message>
        <message>
            <source>every month</source>
            <translation>每月</translation>
        </message>
        <message>
            <source>every other day</source>
            <translation>隔日</translation>
        </message>
        <message>
            <source>every week</source>
            <translation>每周</translation>
        </message>
        <message>
            <source>every {number} {unit}</source>
            <translation>每 {number} {unit}</translation>
        </message>
        <message>
            <source>for {time}</source>
            <translation>持续 {time}</translation>
        </message>
        <message>
            <source>from {date}</source>
            <translation>自{date}起</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>小时</translation>
        </message>
        <message>
            <source>in the afternoon</source>
            <translation>下午</translation>
        </message>
        <message>
            <source>in the evening</source>
            <translation>傍晚</translation>
        </message>
        <message>
            <source>in the morning</source>
            <translation>早晨</translation>
        </message>
        <message>
            <source>in {number} {unit}</source>
            <translation>每 {number} {unit}</translation>
        </message>
        <message>
            <source>international units</source>
            <translation>国际单位</translation>
        </message>
        <message>
            <source>late in the morning</source>
            <translation>上午晚些时候</translation>
        </message>
        <message>
            <source>microgram</source>
            <translation>微克</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>分钟</translation>
        </message>
        <message>
            <source>months</source>
            <translation>个月</translation>
        </message>
        <message>
            <source>nanogram</source>
            <translation>纳克</translation>
        </message>
        <message>
            <source>on waking</source>
            <translation>起床时</translation>
        </message>
        <message>
            <source>on {date}</source>
            <translation>于{date}</translation>
        </message>
        <message>
            <source>on {days}</source>
            <translation>{days}</translation>
        </message>
        <message>
            <source>once</source>
            <translation>1 次</translation>
        </message>
        <message>
            <source>once a day</source>
            <translation>每日 1 次</translation>
        </message>
        <message>
            <source>once in all</source>
            <translation>共 1 次</translation>
        </message>
        <message>
            <source>seconds</source>
            <translation>秒</translation>
        </message>
        <message>
            <source>time unit {unit} without a number</source>
            <translation>时间单位 {unit}，无数值</translation>
        </message>
        <message>
            <source>units</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>至{date}</translation>
        </message>
        <message>
            <source>weeks</source>
            <translation>周</translation>
        </message>
        <message>
            <source>with breakfast</source>
            <translation>随早餐</translation>
        </message>
        <message>
            <source>with dinner</source>
            <translation>随晚餐</translation>
        </message>
        <message>
            <source>with lunch</source>
            <translation>随午餐</translation>
        </message>
        <message>
            <source>with meals</source>
            <translation>随餐</translation>
        </message>
        <message>
            <source>years</source>
            <translation>年</translation>
        </message>
        <message>
            <source>{amount} {period}</source>
            <translation>{period} {amount}</translation>
        </message>
        <message>
            <source>{count} minutes {event}</source>
            <translation>{event} {count} 分钟</translation>
        </message>
        <message>
            <source>{count} times</source>
            <translation>{count} 次</translation>
        </message>
        <message>
            <source>{count} times in all</source>
            <translation>共 {count} 次</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} 至 {high}</translation>
        </message>
        <message>
            <source>{low} to {high} times</source>
            <translation>{low} 至 {high} 次</translation>
        </message>
        <message>
            <source>{times} {period}</source>
            <translation>{period} {times}</translation>
        </message>
    </context>
    <context>
        <name>timeline</name>
        <message>
            <source>Allergies</source>
            <translation>过敏</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>文书</translation>
        </message>
        <message>
            <source>Imaging</source>
            <translation>影像</translation>
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
            <source>Other</source>
            <translation>其他</translation>
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
            <source>Visits</source>
            <translation>就诊</translation>
        </message>
        <message>
            <source>Vital signs</source>
            <translation>生命体征</translation>
        </message>
        <message>
            <source>range {range}</source>
            <translation>参考范围 {range}</translation>
        </message>
        <message>
            <source>since {date}</source>
            <translation>自 {date} 起</translation>
        </message>
        <message>
            <source>{first} to {last}</source>
            <translation>{first} 至 {last}</translation>
        </message>
    </context>
</TS>
