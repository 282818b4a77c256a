<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>errors</name>
        <message>
            <source>Ask a colleague with that right, or the person who manages access.</source>
            <translation>请联系有此权限的同事或权限管理员。</translation>
        </message>
        <message>
            <source>Ask the sender for the file again.</source>
            <translation>请发送方重新提供文件。</translation>
        </message>
        <message>
            <source>Ask the sender what it is; do not open it elsewhere.</source>
            <translation>请向发送方核实；不要在别处打开该文件。</translation>
        </message>
        <message>
            <source>Cannot compute {engine}: {input} {reason}.</source>
            <translation>无法计算 {engine}：{input} {reason}。</translation>
        </message>
        <message>
            <source>Check Caps Lock and the keyboard layout and try again; a recovery key opens it too.</source>
            <translation>请检查大写锁定和键盘布局后重试；也可使用恢复密钥。</translation>
        </message>
        <message>
            <source>Check store.toml in the store's folder, the password and the server; docs/postgresql.md tells how.</source>
            <translation>请检查数据目录中的 store.toml、密码和服务器；做法见 docs/postgresql.md。</translation>
        </message>
        <message>
            <source>Check the institution's address and sign-in, or ask the people there.</source>
            <translation>请检查该机构的地址和登录方式，或联系对方人员。</translation>
        </message>
        <message>
            <source>Check the network, then look whether the last step is there and go on; nothing needs to be restarted.</source>
            <translation>请检查网络，确认上一步是否已保存后继续；无需重新启动。</translation>
        </message>
        <message>
            <source>Check the spelling, or list what there is.</source>
            <translation>请检查拼写，或列出已有内容。</translation>
        </message>
        <message>
            <source>Choose another time, or say that it is to be booked all the same.</source>
            <translation>请选择其他时间，或确认仍要预约。</translation>
        </message>
        <message>
            <source>Close the other one, or wait a moment and try again.</source>
            <translation>请关闭另一个程序，或稍后重试。</translation>
        </message>
        <message>
            <source>Correct its plugin.toml; 'consilia plugin check' names every fault.</source>
            <translation>请修正其 plugin.toml；“consilia plugin check”会列出全部错误。</translation>
        </message>
        <message>
            <source>Free some space and do the step again.</source>
            <translation>请释放磁盘空间后重做此步骤。</translation>
        </message>
        <message>
            <source>It was not written to.</source>
            <translation>未对其写入任何内容。</translation>
        </message>
        <message>
            <source>Look at it as it stands now, then decide again.</source>
            <translation>请查看当前内容后再决定。</translation>
        </message>
        <message>
            <source>Make a demo clinic with 'consilia demo', or name another place with --data-dir.</source>
            <translation>可用“consilia demo”生成演示诊所，或用 --data-dir 指定其他位置。</translation>
        </message>
        <message>
            <source>Nothing of it was taken in.</source>
            <translation>其内容均未导入。</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>未作任何更改。</translation>
        </message>
        <message>
            <source>Open it, or name an empty folder with --data-dir.</source>
            <translation>请打开它，或用 --data-dir 指定空文件夹。</translation>
        </message>
        <message>
            <source>Read are FHIR R4 (JSON, NDJSON), C-CDA, HL7 v2, DICOM, a ZIP of these, CSV with a mapping, and PED.</source>
            <translation>可读取的有：FHIR R4（JSON、NDJSON）、C-CDA、HL7 v2、DICOM、由这些组成的 ZIP、带映射的 CSV，以及 PED。</translation>
        </message>
        <message>
            <source>Restore the latest backup into another folder, and keep this one for repair.</source>
            <translation>请将最近的备份恢复到另一文件夹，并保留此文件夹以便修复。</translation>
        </message>
        <message>
            <source>See --help for the right use.</source>
            <translation>正确用法见 --help。</translation>
        </message>
        <message>
            <source>The call to {host} failed: {reason}.</source>
            <translation>向 {host} 的请求失败：{reason}。</translation>
        </message>
        <message>
            <source>The database server can't be used ({place}): {reason}.</source>
            <translation>数据库服务器无法使用（{place}）：{reason}。</translation>
        </message>
        <message>
            <source>The database server {place} does not answer: {reason}.</source>
            <translation>数据库服务器 {place} 没有响应：{reason}。</translation>
        </message>
        <message>
            <source>The disk that holds {place} is full.</source>
            <translation>{place} 所在磁盘已满。</translation>
        </message>
        <message>
            <source>The passphrase does not fit the user {user}.</source>
            <translation>口令与用户 {user} 不匹配。</translation>
        </message>
        <message>
            <source>The plugin in {place} was refused: {reason}.</source>
            <translation>{place} 中的插件被拒绝：{reason}。</translation>
        </message>
        <message>
            <source>The plugin {plugin} answered in a form that can't be trusted: {reason}.</source>
            <translation>插件 {plugin} 的返回结果不可信：{reason}。</translation>
        </message>
        <message>
            <source>The plugin {plugin} could not be used: {reason}.</source>
            <translation>插件 {plugin} 无法使用：{reason}。</translation>
        </message>
        <message>
            <source>The plugin {plugin} gave no answer within {seconds} s and was stopped.</source>
            <translation>插件 {plugin} 在 {seconds} 秒内未响应，已停止。</translation>
        </message>
        <message>
            <source>The plugin {plugin} stopped with a fault: {reason}.</source>
            <translation>插件 {plugin} 因故障停止：{reason}。</translation>
        </message>
        <message>
            <source>The plugin {plugin} wanted more memory than its {megabytes} MB and was stopped.</source>
            <translation>插件 {plugin} 超出 {megabytes} MB 内存限制，已停止。</translation>
        </message>
        <message>
            <source>The record is unchanged and the other plugins go on.</source>
            <translation>病历未更改，其他插件继续运行。</translation>
        </message>
        <message>
            <source>The store in {place} can't be read: {reason}.</source>
            <translation>无法读取 {place} 中的数据：{reason}。</translation>
        </message>
        <message>
            <source>The store in {place} is in use by another program.</source>
            <translation>{place} 中的数据正被另一程序使用。</translation>
        </message>
        <message>
            <source>The store stays locked and unchanged.</source>
            <translation>数据保持锁定，未作更改。</translation>
        </message>
        <message>
            <source>The work could not be done: {reason}.</source>
            <translation>操作无法完成：{reason}。</translation>
        </message>
        <message>
            <source>There is no Consilia store in {place}.</source>
            <translation>{place} 中没有 Consilia 数据。</translation>
        </message>
        <message>
            <source>There is no {what} '{name}' here.</source>
            <translation>此处没有{what}“{name}”。</translation>
        </message>
        <message>
            <source>Try again; if it happens again, note the id and ask for help.</source>
            <translation>请重试；若再次出现，请记下编号并寻求帮助。</translation>
        </message>
        <message>
            <source>What was finished before is kept.</source>
            <translation>此前已完成的内容已保留。</translation>
        </message>
        <message>
            <source>What was saved before is safe there; the step under way is done whole or not at all.</source>
            <translation>此前保存的内容在服务器上安全无损；进行中的这一步要么整体完成，要么完全未做。</translation>
        </message>
        <message>
            <source>What was saved before is safe; this step was undone as a whole.</source>
            <translation>此前保存的内容安全；本步骤已整体撤销。</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>不详</translation>
        </message>
        <message>
            <source>{place} already holds a store.</source>
            <translation>{place} 中已有数据。</translation>
        </message>
        <message>
            <source>{place} could not be read: {reason}.</source>
            <translation>无法读取 {place}：{reason}。</translation>
        </message>
        <message>
            <source>{place} is damaged: {reason}.</source>
            <translation>{place} 已损坏：{reason}。</translation>
        </message>
        <message>
            <source>{place} is no {format}: {reason}.</source>
            <translation>{place} 不是{format}：{reason}。</translation>
        </message>
        <message>
            <source>{place} was refused as unsafe: {reason}.</source>
            <translation>{place} 因不安全被拒绝：{reason}。</translation>
        </message>
        <message>
            <source>{reason}.</source>
            <translation>{reason}。</translation>
        </message>
        <message>
            <source>{user} may not {action}: {reason}.</source>
            <translation>{user} 无权执行 {action}：{reason}。</translation>
        </message>
        <message>
            <source>{what} is taken from {start} to {end} already.</source>
            <translation>{what}在 {start} 至 {end} 已被占用。</translation>
        </message>
        <message>
            <source>{what} was changed by somebody else in the meantime.</source>
            <translation>{what}在此期间已被他人修改。</translation>
        </message>
        <message>
            <source>{what} was stopped.</source>
            <translation>{what}已停止。</translation>
        </message>
    </context>
</TS>
