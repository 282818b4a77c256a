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
        <name>PageIndex</name>
        <message>
            <source>Pages of the chart</source>
            <translation>病历各页</translation>
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
        <name>RecordRoom</name>
        <message>
            <source>Counting what the chart holds</source>
            <translation>正在统计病历内容</translation>
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
        <name>TimelineCard</name>
        <message>
            <source>Documents</source>
            <translation>文书</translation>
        </message>
        <message>
            <source>Imaging</source>
            <translation>影像</translation>
        </message>
        <message>
            <source>Medication</source>
            <translation>用药</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>诊断</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>检验</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>就诊</translation>
        </message>
        <message>
            <source>nothing recorded</source>
            <translation>无记录</translation>
        </message>
        <message>
            <source>wheel zooms, drag moves, click opens the source</source>
            <translation>滚轮缩放，拖动平移，单击打开来源</translation>
        </message>
    </context>
    <context>
        <name>pages</name>
        <message>
            <source>Summary</source>
            <translation>概要</translation>
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
    </context>
</TS>
