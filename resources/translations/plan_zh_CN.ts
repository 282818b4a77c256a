<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>plan</name>
        <message>
            <source>Accept</source>
            <translation>采纳</translation>
        </message>
        <message>
            <source>Accept the chosen advice</source>
            <translation>采纳所选建议</translation>
        </message>
        <message>
            <source>Accepted by {who}, {when}</source>
            <translation>{who} 已采纳，{when}</translation>
        </message>
        <message>
            <source>Act</source>
            <translation>需处理</translation>
        </message>
        <message>
            <source>Advice</source>
            <translation>建议</translation>
        </message>
        <message>
            <source>Ask again</source>
            <translation>重新询问</translation>
        </message>
        <message>
            <source>Ask the engines again</source>
            <translation>重新询问各引擎</translation>
        </message>
        <message>
            <source>Asking the engines</source>
            <translation>正在询问各引擎</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Chosen parts only</source>
            <translation>仅含所选部分</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Comment for colleagues (optional)</source>
            <translation>给同事的说明（可选）</translation>
        </message>
        <message>
            <source>Could not check</source>
            <translation>无法检查</translation>
        </message>
        <message>
            <source>Decision support for clinicians; no certified medical device. It does not know what the record does not hold: check each piece of advice against the patient.</source>
            <translation>供临床医生参考的决策支持，并非经认证的医疗器械。病历中没有的内容它无从得知：请对照患者核实每条建议。</translation>
        </message>
        <message>
            <source>Each engine was asked and has nothing to say. New results can change that.</source>
            <translation>已询问每个引擎，均无建议。有新结果时可能改变。</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>证据</translation>
        </message>
        <message>
            <source>For information</source>
            <translation>供参考</translation>
        </message>
        <message>
            <source>From</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Grade: {grade}</source>
            <translation>等级：{grade}</translation>
        </message>
        <message>
            <source>It stays visible with your name, the time and the reason, and can be reopened.</source>
            <translation>建议仍会显示，并注明您的姓名、时间和理由，可随时重新打开。</translation>
        </message>
        <message>
            <source>Needs</source>
            <translation>缺少</translation>
        </message>
        <message>
            <source>Next advice</source>
            <translation>下一条建议</translation>
        </message>
        <message>
            <source>No advice for this patient</source>
            <translation>该患者没有建议</translation>
        </message>
        <message>
            <source>No value of the record could be used.</source>
            <translation>病历中没有可用的数值。</translation>
        </message>
        <message>
            <source>Nothing is shown, because a part of the advice could look like all of it.</source>
            <translation>未显示任何建议，以免把部分建议误认为全部。</translation>
        </message>
        <message>
            <source>Opens {source}</source>
            <translation>打开 {source}</translation>
        </message>
        <message>
            <source>Previous advice</source>
            <translation>上一条建议</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>病历</translation>
        </message>
        <message>
            <source>Reopen</source>
            <translation>重新打开</translation>
        </message>
        <message>
            <source>Reopen the chosen advice</source>
            <translation>重新打开所选建议</translation>
        </message>
        <message>
            <source>Reopened</source>
            <translation>已重新打开</translation>
        </message>
        <message>
            <source>Rests on</source>
            <translation>依据的数值</translation>
        </message>
        <message>
            <source>Set advice aside</source>
            <translation>搁置建议</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>搁置</translation>
        </message>
        <message>
            <source>Set aside by {who}, {when}</source>
            <translation>{who} 已搁置，{when}</translation>
        </message>
        <message>
            <source>Set the chosen advice aside</source>
            <translation>搁置所选建议</translation>
        </message>
        <message>
            <source>Set this advice aside?</source>
            <translation>要搁置这条建议吗？</translation>
        </message>
        <message>
            <source>Show {count} more values</source>
            <translation>再显示 {count} 个值</translation>
        </message>
        <message>
            <source>Speaks against it</source>
            <translation>反对理由</translation>
        </message>
        <message>
            <source>Speaks for it</source>
            <translation>支持理由</translation>
        </message>
        <message>
            <source>The chosen advice</source>
            <translation>所选建议</translation>
        </message>
        <message>
            <source>The decision</source>
            <translation>决定</translation>
        </message>
        <message>
            <source>The engines saw only what {name} sent. What was not sent can change each piece of advice.</source>
            <translation>引擎只看到{name}发来的内容；未发来的部分可能改变每一条建议。</translation>
        </message>
        <message>
            <source>The engines were not asked to the end</source>
            <translation>询问未完成</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>待办</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>紧急</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Your role reads advice and does not decide on it.</source>
            <translation>您的角色可查看建议，但不能作出决定。</translation>
        </message>
        <message>
            <source>computed</source>
            <translation>计算值</translation>
        </message>
        <message>
            <source>row {row}</source>
            <translation>规则行 {row}</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>{spoke} engines spoke  ·  {silent} could not check  ·  {decided} decided</source>
            <translation>{spoke} 个引擎给出建议  ·  {silent} 个无法检查  ·  {decided} 条已决定</translation>
        </message>
    </context>
</TS>
