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
