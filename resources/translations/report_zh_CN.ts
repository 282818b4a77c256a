<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>Bar</name>
        <message>
            <source>Back to the draft</source>
            <translation>返回草稿</translation>
        </message>
        <message>
            <source>Draft, not signed</source>
            <translation>草稿，未签名</translation>
        </message>
        <message>
            <source>Fit the width (Ctrl+0)</source>
            <translation>适合宽度 (Ctrl+0)</translation>
        </message>
        <message>
            <source>Larger (Ctrl++)</source>
            <translation>放大 (Ctrl++)</translation>
        </message>
        <message>
            <source>Make a new draft</source>
            <translation>重新生成草稿</translation>
        </message>
        <message>
            <source>Next page (Page Down)</source>
            <translation>下一页 (Page Down)</translation>
        </message>
        <message>
            <source>Page {n} of {m}</source>
            <translation>第 {n} 页，共 {m} 页</translation>
        </message>
        <message>
            <source>Previous page (Page Up)</source>
            <translation>上一页 (Page Up)</translation>
        </message>
        <message>
            <source>Save as PDF</source>
            <translation>另存为 PDF</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>已签名</translation>
        </message>
        <message>
            <source>Smaller (Ctrl+-)</source>
            <translation>缩小 (Ctrl+-)</translation>
        </message>
    </context>
    <context>
        <name>OptionsCard</name>
        <message>
            <source>Assessment</source>
            <translation>评估</translation>
        </message>
        <message>
            <source>Key images with findings</source>
            <translation>关键图像及所见</translation>
        </message>
        <message>
            <source>Language of the report</source>
            <translation>报告语言</translation>
        </message>
        <message>
            <source>Pedigree</source>
            <translation>家系图</translation>
        </message>
        <message>
            <source>Plan with evidence</source>
            <translation>计划与依据</translation>
        </message>
        <message>
            <source>Problems, medication, results</source>
            <translation>诊断、用药、检验结果</translation>
        </message>
        <message>
            <source>Vital signs</source>
            <translation>生命体征</translation>
        </message>
        <message>
            <source>Your words, printed first.</source>
            <translation>您的意见，将印在最前面。</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Pages of the report</source>
            <translation>报告页面</translation>
        </message>
    </context>
    <context>
        <name>ReportRoom</name>
        <message>
            <source>Checking signatures</source>
            <translation>正在核对签名</translation>
        </message>
        <message>
            <source>Drawing the pages</source>
            <translation>正在绘制页面</translation>
        </message>
        <message>
            <source>Fit the width</source>
            <translation>适合宽度</translation>
        </message>
        <message>
            <source>In this report</source>
            <translation>报告内容</translation>
        </message>
        <message>
            <source>Keeping your words</source>
            <translation>正在保存您输入的内容</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Left out: {what}</source>
            <translation>未能纳入：{what}</translation>
        </message>
        <message>
            <source>Make a new draft</source>
            <translation>重新生成草稿</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>下一页</translation>
        </message>
        <message>
            <source>No draft</source>
            <translation>没有草稿</translation>
        </message>
        <message>
            <source>Opening the report</source>
            <translation>正在打开报告</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>上一页</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>保存报告</translation>
        </message>
        <message>
            <source>Save the report as PDF</source>
            <translation>将报告另存为 PDF</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>已保存为 {name}</translation>
        </message>
        <message>
            <source>Saving</source>
            <translation>正在保存</translation>
        </message>
        <message>
            <source>Setting the report</source>
            <translation>正在生成报告</translation>
        </message>
        <message>
            <source>Setting the report was stopped.</source>
            <translation>已停止生成报告。</translation>
        </message>
        <message>
            <source>Sign the report</source>
            <translation>签署报告</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>Signed and kept in the record.</source>
            <translation>已签名并存入病历。</translation>
        </message>
        <message>
            <source>Signed reports</source>
            <translation>已签名的报告</translation>
        </message>
        <message>
            <source>Signing</source>
            <translation>正在签名</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Write the assessment</source>
            <translation>填写评估</translation>
        </message>
        <message>
            <source>Your words of {when} are here again.</source>
            <translation>您于 {when} 输入的内容已恢复。</translation>
        </message>
    </context>
    <context>
        <name>SavedCard</name>
        <message>
            <source>None yet.</source>
            <translation>暂无。</translation>
        </message>
        <message>
            <source>Open the report signed {when}</source>
            <translation>打开 {when} 签名的报告</translation>
        </message>
        <message>
            <source>Signature not valid</source>
            <translation>签名无效</translation>
        </message>
        <message>
            <source>Signature valid</source>
            <translation>签名有效</translation>
        </message>
    </context>
    <context>
        <name>SignCard</name>
        <message>
            <source>Sign</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>Signing puts your name and the time on each page and keeps the report in the record. It can't be undone; a later report can say otherwise.</source>
            <translation>签名后，您的姓名和时间将印在每一页，报告存入病历。此操作不可撤销；之后可另出报告更正。</translation>
        </message>
        <message>
            <source>Your role may read reports but not sign them.</source>
            <translation>您的角色可以查看报告，但不能签名。</translation>
        </message>
    </context>
    <context>
        <name>report</name>
        <message>
            <source>Advice</source>
            <translation>建议</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>家族</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>影像</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>病历</translation>
        </message>
        <message>
            <source>Setting the pages</source>
            <translation>正在排版</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>签名</translation>
        </message>
        <message>
            <source>Sign this report?</source>
            <translation>签署这份报告？</translation>
        </message>
        <message>
            <source>The report of {name} will carry your name and the time, and stay in the record as it is now.</source>
            <translation>{name} 的报告将带有您的姓名和时间，并以当前内容存入病历。</translation>
        </message>
        <message>
            <source>Vital signs</source>
            <translation>生命体征</translation>
        </message>
        <message>
            <source>the file is missing or damaged in the vault</source>
            <translation>文件在保管库中缺失或损坏</translation>
        </message>
        <message>
            <source>the file is not the one that was signed</source>
            <translation>文件与签名时不一致</translation>
        </message>
        <message>
            <source>the signature does not belong to this clinic's key</source>
            <translation>签名与本诊所的密钥不符</translation>
        </message>
    </context>
</TS>
