<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>reasons</name>
        <message>
            <source>',' or '{0}' is missing at character {1}</source>
            <translation>第 {1} 个字符处缺少“,”或“{0}”</translation>
        </message>
        <message>
            <source>':' is missing at character {0}</source>
            <translation>第 {0} 个字符处缺少“:”</translation>
        </message>
        <message>
            <source>'charset' is one of {0}</source>
            <translation>“charset”应为以下之一：{0}</translation>
        </message>
        <message>
            <source>'kind' is one of {0}</source>
            <translation>“kind”应为以下之一：{0}</translation>
        </message>
        <message>
            <source>'{0}' ({1}) is no UCUM unit</source>
            <translation>“{0}”（{1}）不是 UCUM 单位</translation>
        </message>
        <message>
            <source>'{0}' has no time that can be read</source>
            <translation>“{0}”中的时刻无法读取</translation>
        </message>
        <message>
            <source>'{0}' is a text of at most {1} letters</source>
            <translation>“{0}”应为不超过 {1} 个字符的文本</translation>
        </message>
        <message>
            <source>'{0}' is no LOINC code</source>
            <translation>“{0}”不是 LOINC 编码</translation>
        </message>
        <message>
            <source>'{0}' is no administrative sex</source>
            <translation>“{0}”不是行政性别</translation>
        </message>
        <message>
            <source>'{0}' is no age; 0 to {1} years can be</source>
            <translation>“{0}”不是有效年龄；可为 0 至 {1} 岁</translation>
        </message>
        <message>
            <source>'{0}' is no answer of '{1}'</source>
            <translation>“{0}”不是“{1}”的答案</translation>
        </message>
        <message>
            <source>'{0}' is no calendar day</source>
            <translation>“{0}”不是日历上的日期</translation>
        </message>
        <message>
            <source>'{0}' is no calendar month</source>
            <translation>“{0}”不是日历上的月份</translation>
        </message>
        <message>
            <source>'{0}' is no date</source>
            <translation>“{0}”不是日期</translation>
        </message>
        <message>
            <source>'{0}' is no date: write it as 1958-07-14, 1958-07 or 1958</source>
            <translation>“{0}”不是日期：请写成 1958-07-14、1958-07 或 1958</translation>
        </message>
        <message>
            <source>'{0}' is no factor of the way of life</source>
            <translation>“{0}”不是生活方式的项目</translation>
        </message>
        <message>
            <source>'{0}' is no form to export; there are {1}</source>
            <translation>'{0}' 不是可导出的格式；可用：{1}</translation>
        </message>
        <message>
            <source>'{0}' is no moment</source>
            <translation>“{0}”不是有效时间</translation>
        </message>
        <message>
            <source>'{0}' is no number that a measurement has</source>
            <translation>“{0}”不是测量值可能有的数字</translation>
        </message>
        <message>
            <source>'{0}' is no patient id: letters, digits, '-' and '.' only</source>
            <translation>'{0}' 不是患者标识：只能用字母、数字、“-”和“.”</translation>
        </message>
        <message>
            <source>'{0}' is no range of ages</source>
            <translation>“{0}”不是有效的年龄范围</translation>
        </message>
        <message>
            <source>'{0}' is no relationship that is known here</source>
            <translation>“{0}”不是此处已知的亲属关系</translation>
        </message>
        <message>
            <source>'{0}' is no time</source>
            <translation>“{0}”不是时刻</translation>
        </message>
        <message>
            <source>'{0}' is no time zone; names are like Asia/Shanghai or Europe/Berlin</source>
            <translation>“{0}”不是时区；名称如 Asia/Shanghai 或 Europe/Berlin</translation>
        </message>
        <message>
            <source>'{0}' is not set this way</source>
            <translation>“{0}”不能这样设置</translation>
        </message>
        <message>
            <source>'{0}' is one of {1}</source>
            <translation>“{0}”应为以下之一：{1}</translation>
        </message>
        <message>
            <source>'{0}' needs 1 to {1} characters</source>
            <translation>“{0}”需要 1 至 {1} 个字符</translation>
        </message>
        <message>
            <source>'{0}' needs a number from {1} to {2} {3}</source>
            <translation>“{0}”需要 {1} 至 {2} {3} 之间的数</translation>
        </message>
        <message>
            <source>'{0}' needs a whole number</source>
            <translation>“{0}”需要整数</translation>
        </message>
        <message>
            <source>A blood pressure has two numbers, systolic and diastolic</source>
            <translation>血压有收缩压和舒张压两个数值</translation>
        </message>
        <message>
            <source>A check-up report needs the whole chart; of a case only chosen parts were sent</source>
            <translation>体检报告需要完整病历；会诊病例只寄来了所选部分</translation>
        </message>
        <message>
            <source>A clinic's name has at most {0} letters</source>
            <translation>诊所名称最多 {0} 个字符</translation>
        </message>
        <message>
            <source>A condition can be the cause of death only of somebody who died</source>
            <translation>只有已故者才有死因</translation>
        </message>
        <message>
            <source>A condition has a name</source>
            <translation>疾病须有名称</translation>
        </message>
        <message>
            <source>A condition that was not found has no onset</source>
            <translation>未发现的疾病没有发病年龄</translation>
        </message>
        <message>
            <source>A length of {0} minutes can't be; 1 to {1} can</source>
            <translation>时长不能为 {0} 分钟；可为 1 至 {1} 分钟</translation>
        </message>
        <message>
            <source>A meeting's address begins with https:// and names a host</source>
            <translation>会议地址须以 https:// 开头并包含主机名</translation>
        </message>
        <message>
            <source>A name is needed</source>
            <translation>需要姓名</translation>
        </message>
        <message>
            <source>A name or a condition has at most {0} characters</source>
            <translation>姓名或疾病最多 {0} 个字符</translation>
        </message>
        <message>
            <source>A package is valid for 1 to {0} days</source>
            <translation>文件包的有效期为 1 至 {0} 天</translation>
        </message>
        <message>
            <source>A passphrase needs {0} characters or more; a sentence is best</source>
            <translation>口令至少需要 {0} 个字符；最好用一句话</translation>
        </message>
        <message>
            <source>A patient is named only with 'another'</source>
            <translation>只有选择“another”时才指定患者</translation>
        </message>
        <message>
            <source>A relative has a relationship to the patient</source>
            <translation>亲属须有与患者的关系</translation>
        </message>
        <message>
            <source>A sign-in name has letters, digits and . - _ @ only, up to 64</source>
            <translation>登录名只能用字母、数字和 . - _ @，最多 64 个</translation>
        </message>
        <message>
            <source>Advice can be set aside only with one of its reasons</source>
            <translation>搁置建议必须选择其列出的理由之一</translation>
        </message>
        <message>
            <source>An age has at most {0} characters</source>
            <translation>年龄最多 {0} 个字符</translation>
        </message>
        <message>
            <source>An appointment is cancelled with a reason</source>
            <translation>取消预约须注明原因</translation>
        </message>
        <message>
            <source>An appointment stays with its patient; cancel it and book another</source>
            <translation>预约不能换给其他患者；请取消后另行预约</translation>
        </message>
        <message>
            <source>An appointment that is {0} is not moved; book another</source>
            <translation>状态为 {0} 的预约不能改期；请另行预约</translation>
        </message>
        <message>
            <source>An entry is taken back with a reason</source>
            <translation>撤回记录须注明原因</translation>
        </message>
        <message>
            <source>An entry stays what it is of; take it back and make another</source>
            <translation>记录的项目不能更改；请撤回后重新录入</translation>
        </message>
        <message>
            <source>An institution's name has letters, digits and . - _ only, up to 64</source>
            <translation>机构名称只能含字母、数字和 . - _，最长 64 个字符</translation>
        </message>
        <message>
            <source>At most {0} characters of notes and {1} conditions</source>
            <translation>备注最多 {0} 个字符，疾病最多 {1} 种</translation>
        </message>
        <message>
            <source>Choose the sex, or not known</source>
            <translation>请选择性别或“不详”</translation>
        </message>
        <message>
            <source>Either the birth or the age is written, of which one follows from the other</source>
            <translation>出生日期与年龄只填其一，另一项可由此得出</translation>
        </message>
        <message>
            <source>Give the name that others should see, such as 'Dr. Li, Clinic North'</source>
            <translation>请填写他人应看到的名称，例如“北区诊所 李医生”</translation>
        </message>
        <message>
            <source>It came as a whole file (an image, a message) and can be kept out or discarded only; ask its sender to correct it</source>
            <translation>它是作为整个文件（影像或消息）收到的，只能拒收或丢弃；请发送方更正</translation>
        </message>
        <message>
            <source>It has not begun yet</source>
            <translation>尚未开始</translation>
        </message>
        <message>
            <source>It is {0} already</source>
            <translation>已经是 {0}</translation>
        </message>
        <message>
            <source>It was taken back; enter the relative anew</source>
            <translation>该记录已撤回；请重新录入亲属</translation>
        </message>
        <message>
            <source>It was taken back; make another entry</source>
            <translation>该记录已撤回；请重新录入</translation>
        </message>
        <message>
            <source>Name one recipient: a contact, or a passphrase for somebody without a key</source>
            <translation>请指定一个接收者：联系人，或为没有密钥的人设口令短语</translation>
        </message>
        <message>
            <source>Name the patient it belongs to</source>
            <translation>请指明其所属患者</translation>
        </message>
        <message>
            <source>Note how the patient agreed; without consent nothing leaves</source>
            <translation>请注明患者如何同意；未经同意不发出任何内容</translation>
        </message>
        <message>
            <source>Nothing was entered</source>
            <translation>没有录入任何内容</translation>
        </message>
        <message>
            <source>Only what was entered here can be changed; enter what is right beside it</source>
            <translation>只有在此录入的内容可以更改；请另外录入正确的内容</translation>
        </message>
        <message>
            <source>SMART needs the FHIR address and the client id that they gave us</source>
            <translation>SMART 登录需要 FHIR 地址和对方给我们的客户端标识</translation>
        </message>
        <message>
            <source>SMART signs with {0}</source>
            <translation>SMART 使用 {0} 签名</translation>
        </message>
        <message>
            <source>Say why it is discarded</source>
            <translation>请说明丢弃理由</translation>
        </message>
        <message>
            <source>Say why it was entered in error</source>
            <translation>请说明为何录入有误</translation>
        </message>
        <message>
            <source>Somebody else has just decided about {0}</source>
            <translation>他人刚刚对 {0} 作出了决定</translation>
        </message>
        <message>
            <source>TLS did not prove which server it is ({0})</source>
            <translation>TLS 未能证明服务器身份（{0}）</translation>
        </message>
        <message>
            <source>That is this clinic's own block; give it to the others</source>
            <translation>这是本诊所自己的公钥文本；请交给对方</translation>
        </message>
        <message>
            <source>That passphrase repeats the same few characters</source>
            <translation>该口令只是重复少数几个字符</translation>
        </message>
        <message>
            <source>The birth lies in the future</source>
            <translation>出生日期在将来</translation>
        </message>
        <message>
            <source>The comment is longer than {0} characters</source>
            <translation>备注超过 {0} 个字符</translation>
        </message>
        <message>
            <source>The date is written as 2026-11-23, 2026-11 or 2026</source>
            <translation>日期写作 2026-11-23、2026-11 或 2026</translation>
        </message>
        <message>
            <source>The date lies in the future</source>
            <translation>日期在将来</translation>
        </message>
        <message>
            <source>The patient has died; nothing is booked</source>
            <translation>患者已去世，不能预约</translation>
        </message>
        <message>
            <source>The record number {0} is another patient's</source>
            <translation>病历号 {0} 属于另一位患者</translation>
        </message>
        <message>
            <source>The sex and the relationship contradict each other</source>
            <translation>性别与亲属关系相矛盾</translation>
        </message>
        <message>
            <source>The time needs its zone</source>
            <translation>时间须带时区</translation>
        </message>
        <message>
            <source>There is a mapping {0} already; remove it first</source>
            <translation>已有映射 {0}；请先删除</translation>
        </message>
        <message>
            <source>There is a user {0} already</source>
            <translation>已有用户 {0}</translation>
        </message>
        <message>
            <source>There is an institution {0} already; remove it first</source>
            <translation>机构 {0} 已存在，请先移除</translation>
        </message>
        <message>
            <source>There is no password to keep</source>
            <translation>没有可保存的密码</translation>
        </message>
        <message>
            <source>This clinic made that package itself; give it to its recipient</source>
            <translation>此文件包由本诊所制作；请交给其接收者</translation>
        </message>
        <message>
            <source>This kind of entry can't be amended</source>
            <translation>这类条目不能修改</translation>
        </message>
        <message>
            <source>This patient was registered already</source>
            <translation>该患者已登记</translation>
        </message>
        <message>
            <source>This report is signed already; make a new draft to say something else</source>
            <translation>此报告已签名；如需更改，请新建草稿</translation>
        </message>
        <message>
            <source>This store lies in its own folder; it has no database server</source>
            <translation>该数据仓位于自己的目录中，没有数据库服务器</translation>
        </message>
        <message>
            <source>Those are not the words of this contact's keys: do not use it, and ask for the block again on another way</source>
            <translation>这些不是该联系人密钥的词语：请勿使用，并通过其他途径重新索取公钥文本</translation>
        </message>
        <message>
            <source>Whose appointment it is must be said</source>
            <translation>须说明是谁的预约</translation>
        </message>
        <message>
            <source>Write the answer</source>
            <translation>请填写答复</translation>
        </message>
        <message>
            <source>Write the question</source>
            <translation>请填写问题</translation>
        </message>
        <message>
            <source>You can't remove yourself</source>
            <translation>不能移除自己</translation>
        </message>
        <message>
            <source>[[result]] belongs to rows of results</source>
            <translation>[[result]] 只用于检查结果的行</translation>
        </message>
        <message>
            <source>[[result]] stands at most {0} times</source>
            <translation>[[result]] 最多出现 {0} 次</translation>
        </message>
        <message>
            <source>[{0}] is a table of at most {1} lines</source>
            <translation>[{0}] 应为不超过 {1} 行的表</translation>
        </message>
        <message>
            <source>a PED file names no patient of this clinic; look at it with 'consilia pedigree FILE'</source>
            <translation>PED 文件未指明本诊所的患者；请用 'consilia pedigree FILE' 查看</translation>
        </message>
        <message>
            <source>a PED file names no proband; say who it is with --proband</source>
            <translation>PED 文件未指明先证者；请用 --proband 说明</translation>
        </message>
        <message>
            <source>a [[result]] names its column, and the measurement by name, code or both</source>
            <translation>每个 [[result]] 须指明列，并以名称或编码指明测量项目</translation>
        </message>
        <message>
            <source>a bearer token is one word, given where the sign-in is by token</source>
            <translation>访问令牌是一个不含空格的词，仅在以令牌登录时填写</translation>
        </message>
        <message>
            <source>a byte near character {0} is no UTF-8 text</source>
            <translation>第 {0} 个字符附近有非 UTF-8 字节</translation>
        </message>
        <message>
            <source>a certificate's fingerprint is its SHA-256: 64 hexadecimal digits</source>
            <translation>证书指纹是其 SHA-256 值：64 位十六进制数字</translation>
        </message>
        <message>
            <source>a client id and a token endpoint belong to SMART</source>
            <translation>客户端标识和令牌端点仅用于 SMART</translation>
        </message>
        <message>
            <source>a dose below zero</source>
            <translation>剂量小于零</translation>
        </message>
        <message>
            <source>a finding in it lies on a series that it lacks</source>
            <translation>其中一项发现所在的序列不在文件包内</translation>
        </message>
        <message>
            <source>a finding in it lies on a series that was not sent</source>
            <translation>其中一项发现所在的序列并未发出</translation>
        </message>
        <message>
            <source>a finding is rejected with a reason</source>
            <translation>否定一项发现时必须说明理由</translation>
        </message>
        <message>
            <source>a header of it can't be read</source>
            <translation>其中一个头部无法读取</translation>
        </message>
        <message>
            <source>a header of it claims one name or size for all members</source>
            <translation>其中一个头部为所有成员指定同一名称或大小</translation>
        </message>
        <message>
            <source>a header of it does not fit its check sum</source>
            <translation>其中一个头部与校验和不符</translation>
        </message>
        <message>
            <source>a header of it holds no number where one must stand</source>
            <translation>其中一个头部应为数字处不是数字</translation>
        </message>
        <message>
            <source>a header of it is absurdly long</source>
            <translation>其中一个头部长得不合理</translation>
        </message>
        <message>
            <source>a line holds more than {0} MB</source>
            <translation>有一行超过 {0} MB</translation>
        </message>
        <message>
            <source>a name in it is no UTF-8 text</source>
            <translation>其中一个名称不是 UTF-8 文本</translation>
        </message>
        <message>
            <source>a name is missing at character {0}</source>
            <translation>第 {0} 个字符处缺少名称</translation>
        </message>
        <message>
            <source>a newer version of Consilia made it (tables {0})</source>
            <translation>它由更新版本的 Consilia 建立（表 {0}）</translation>
        </message>
        <message>
            <source>a number is out of range</source>
            <translation>有数字超出范围</translation>
        </message>
        <message>
            <source>a password must not stand in the settings</source>
            <translation>密码不得写在设置文件中</translation>
        </message>
        <message>
            <source>a proxy is written http://host:port, without a user or password</source>
            <translation>代理写作 http://主机:端口，不含用户名或密码</translation>
        </message>
        <message>
            <source>a record is always the same person as itself</source>
            <translation>一份病历与其自身总是同一人</translation>
        </message>
        <message>
            <source>a server on the network needs root_certificate, so that it is known by TLS</source>
            <translation>网络上的服务器需要 root_certificate，以便通过 TLS 确认其身份</translation>
        </message>
        <message>
            <source>a signal has no storage format</source>
            <translation>有一个信号没有存储格式</translation>
        </message>
        <message>
            <source>a signal has {0} samples a frame</source>
            <translation>有一个信号每帧有 {0} 个样本</translation>
        </message>
        <message>
            <source>a study is named by its UID</source>
            <translation>检查须以其 UID 指明</translation>
        </message>
        <message>
            <source>a table is taken in by a saved mapping only; 'consilia mappings suggest FILE' proposes one</source>
            <translation>表格只能按已保存的映射导入；'consilia mappings suggest FILE' 可给出建议</translation>
        </message>
        <message>
            <source>a text holds half a surrogate pair</source>
            <translation>有文本含不完整的代理对</translation>
        </message>
        <message>
            <source>a value is missing at character {0}</source>
            <translation>第 {0} 个字符处缺少值</translation>
        </message>
        <message>
            <source>an address has no user, password, question mark or # in it</source>
            <translation>地址中不得含用户名、密码、问号或 #</translation>
        </message>
        <message>
            <source>an archive within a compressed file is not opened; unpack it first</source>
            <translation>压缩文件内的归档不会打开；请先解压</translation>
        </message>
        <message>
            <source>an image in it is not of the patient whom it names</source>
            <translation>其中一幅图像不属于所写明的患者</translation>
        </message>
        <message>
            <source>an outline does not fit its series</source>
            <translation>有轮廓与其序列不符</translation>
        </message>
        <message>
            <source>and {0} more issues of this file</source>
            <translation>该文件另有 {0} 个问题</translation>
        </message>
        <message>
            <source>and {0} more {1}</source>
            <translation>另有 {0} 个（{1}）</translation>
        </message>
        <message>
            <source>byte {0} is no UTF-8 text</source>
            <translation>第 {0} 个字节不是 UTF-8 文本</translation>
        </message>
        <message>
            <source>byte {0} is no {1} text</source>
            <translation>第 {0} 字节不是 {1} 文本</translation>
        </message>
        <message>
            <source>can't be trusted ({0})</source>
            <translation>不可信（{0}）</translation>
        </message>
        <message>
            <source>family {0} {1}{2}</source>
            <translation>家系 {0} {1}{2}</translation>
        </message>
        <message>
            <source>give the address of its FHIR server, of its DICOMweb server, or both</source>
            <translation>请填写其 FHIR 服务器地址、DICOMweb 服务器地址，或两者</translation>
        </message>
        <message>
            <source>has a backslash in its name</source>
            <translation>名称中含反斜杠</translation>
        </message>
        <message>
            <source>has a name that Windows keeps for itself</source>
            <translation>名称为 Windows 保留</translation>
        </message>
        <message>
            <source>has a name that is too long</source>
            <translation>名称过长</translation>
        </message>
        <message>
            <source>has a path that leads out of the archive</source>
            <translation>路径指向归档之外</translation>
        </message>
        <message>
            <source>has an absolute path</source>
            <translation>使用绝对路径</translation>
        </message>
        <message>
            <source>has control characters in its name</source>
            <translation>名称中含控制字符</translation>
        </message>
        <message>
            <source>has holes, which serve only to fill a disk</source>
            <translation>含有空洞，只会占满磁盘</translation>
        </message>
        <message>
            <source>has no people</source>
            <translation>没有人员</translation>
        </message>
        <message>
            <source>has no three independent directions</source>
            <translation>没有三个独立方向</translation>
        </message>
        <message>
            <source>holds '{0}', which is no number, E, L or U</source>
            <translation>含有 '{0}'，它不是数字，也不是 E、L 或 U</translation>
        </message>
        <message>
            <source>holds more than {0} values</source>
            <translation>含有超过 {0} 个值</translation>
        </message>
        <message>
            <source>holds no value</source>
            <translation>不含任何值</translation>
        </message>
        <message>
            <source>images are not taken from a compressed file; unpack it first</source>
            <translation>不从压缩文件中读取影像；请先解压</translation>
        </message>
        <message>
            <source>in mV is needed; name one with --lead</source>
            <translation>需要以 mV 为单位的导联；请用 --lead 指定</translation>
        </message>
        <message>
            <source>is a link to another file</source>
            <translation>是指向其他文件的链接</translation>
        </message>
        <message>
            <source>is encrypted; send it by Consilia's second opinion package or unpacked</source>
            <translation>已加密；请用 Consilia 的第二意见包或解压后发送</translation>
        </message>
        <message>
            <source>is missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>is needed to the day</source>
            <translation>需精确到日</translation>
        </message>
        <message>
            <source>is no ordinary file</source>
            <translation>不是普通文件</translation>
        </message>
        <message>
            <source>is not HU</source>
            <translation>不是 HU</translation>
        </message>
        <message>
            <source>is not an input of {0}</source>
            <translation>不是 {0} 的输入</translation>
        </message>
        <message>
            <source>is not axial</source>
            <translation>不是轴位</translation>
        </message>
        <message>
            <source>is of a kind that is not read</source>
            <translation>属于不读取的类型</translation>
        </message>
        <message>
            <source>is of no pregnancy now</source>
            <translation>不属于当前妊娠</translation>
        </message>
        <message>
            <source>is outside 0 to {0}</source>
            <translation>超出 0 至 {0}</translation>
        </message>
        <message>
            <source>is outside the validated range {0} to {1} {2}</source>
            <translation>超出经验证的范围 {0} 至 {1} {2}</translation>
        </message>
        <message>
            <source>is outside what NEWS2 was made for (RCP 2017: not in pregnancy)</source>
            <translation>超出 NEWS2 的适用范围（RCP 2017：不用于妊娠）</translation>
        </message>
        <message>
            <source>is packed by a method that is not read</source>
            <translation>压缩方法不受支持</translation>
        </message>
        <message>
            <source>is {0} mm; a chest needs {1} mm</source>
            <translation>为 {0} mm；胸部需要 {1} mm</translation>
        </message>
        <message>
            <source>is {0} mm; at most {1} mm was tested</source>
            <translation>为 {0} mm；只测试过不超过 {1} mm</translation>
        </message>
        <message>
            <source>is {0}; only CT was tested</source>
            <translation>为 {0}；只测试过 CT</translation>
        </message>
        <message>
            <source>it answers a question that this clinic did not ask</source>
            <translation>它答复的问题并非本诊所提出</translation>
        </message>
        <message>
            <source>it can't be understood</source>
            <translation>无法理解</translation>
        </message>
        <message>
            <source>it carries the id of another package that was opened before</source>
            <translation>它带有以前打开过的另一文件包的编号</translation>
        </message>
        <message>
            <source>it changed while the package was made</source>
            <translation>制作文件包期间它发生了变化</translation>
        </message>
        <message>
            <source>it claims far more pixels than its size allows</source>
            <translation>所称像素数远超文件大小所能容纳</translation>
        </message>
        <message>
            <source>it claims to be larger than 1 GB</source>
            <translation>声称大于 1 GB</translation>
        </message>
        <message>
            <source>it claims {0} GB of pixels</source>
            <translation>它声称有 {0} GB 像素</translation>
        </message>
        <message>
            <source>it claims {0} channels at {1} Hz</source>
            <translation>声称有 {0} 个通道、采样率 {1} Hz</translation>
        </message>
        <message>
            <source>it claims {0} x {1} pixels, more than {2} million</source>
            <translation>声称有 {0} x {1} 像素，超过 {2} 百万</translation>
        </message>
        <message>
            <source>it contains itself as a segment</source>
            <translation>它把自己作为一个段</translation>
        </message>
        <message>
            <source>it could not be shut in ({0})</source>
            <translation>无法将其隔离（{0}）</translation>
        </message>
        <message>
            <source>it does not begin as a DICOM file</source>
            <translation>开头不是 DICOM 文件</translation>
        </message>
        <message>
            <source>it does not begin like one</source>
            <translation>其开头不符合该格式</translation>
        </message>
        <message>
            <source>it does not come from the one who was asked</source>
            <translation>它并非来自被请求的人</translation>
        </message>
        <message>
            <source>it goes on with zeros after its end</source>
            <translation>结尾之后仍有大量零字节</translation>
        </message>
        <message>
            <source>it has no column '{0}', which the mapping {1} names</source>
            <translation>没有映射 {1} 指明的列“{0}”</translation>
        </message>
        <message>
            <source>it has no files</source>
            <translation>它没有文件</translation>
        </message>
        <message>
            <source>it has no line of column names</source>
            <translation>没有列名行</translation>
        </message>
        <message>
            <source>it has no line with a person</source>
            <translation>其中没有描述人员的行</translation>
        </message>
        <message>
            <source>it has no pages</source>
            <translation>没有页面</translation>
        </message>
        <message>
            <source>it has no such page</source>
            <translation>没有这一页</translation>
        </message>
        <message>
            <source>it has no {0}</source>
            <translation>没有 {0}</translation>
        </message>
        <message>
            <source>it has the column 'value' or [[result]], not both</source>
            <translation>“value”列与 [[result]] 只能用其一</translation>
        </message>
        <message>
            <source>it has {0} cells where the header has {1}</source>
            <translation>有 {0} 个单元格，而表头有 {1} 个</translation>
        </message>
        <message>
            <source>it has {0} frames</source>
            <translation>有 {0} 帧</translation>
        </message>
        <message>
            <source>it has {0} frames; at most {1} are given at once</source>
            <translation>有 {0} 帧，一次最多提供 {1} 帧</translation>
        </message>
        <message>
            <source>it holds NUL characters, which no text has</source>
            <translation>含有文本中不会有的 NUL 字符</translation>
        </message>
        <message>
            <source>it holds binary data</source>
            <translation>其中含有二进制数据</translation>
        </message>
        <message>
            <source>it holds more than {0} MB</source>
            <translation>超过 {0} MB</translation>
        </message>
        <message>
            <source>it holds more than {0} MB as one XML document</source>
            <translation>作为一个 XML 文档超过 {0} MB</translation>
        </message>
        <message>
            <source>it holds more than {0} MB as one document</source>
            <translation>作为一个文档超过 {0} MB</translation>
        </message>
        <message>
            <source>it holds more than {0} MB as one document; split it</source>
            <translation>单个文档超过 {0} MB，请拆分</translation>
        </message>
        <message>
            <source>it holds more than {0} elements</source>
            <translation>元素超过 {0} 个</translation>
        </message>
        <message>
            <source>it holds more than {0} files</source>
            <translation>其中的文件超过 {0} 个</translation>
        </message>
        <message>
            <source>it holds no SampledData</source>
            <translation>其中没有 SampledData</translation>
        </message>
        <message>
            <source>it holds no answer</source>
            <translation>其中没有答复</translation>
        </message>
        <message>
            <source>it holds no contact block</source>
            <translation>其中没有公钥文本</translation>
        </message>
        <message>
            <source>it holds no files</source>
            <translation>其中没有文件</translation>
        </message>
        <message>
            <source>it holds no lines</source>
            <translation>其中没有任何行</translation>
        </message>
        <message>
            <source>it holds no picture</source>
            <translation>其中没有图像</translation>
        </message>
        <message>
            <source>it holds no record</source>
            <translation>其中没有病历</translation>
        </message>
        <message>
            <source>it holds no resource</source>
            <translation>其中没有资源</translation>
        </message>
        <message>
            <source>it holds no samples that can be read</source>
            <translation>其中没有可读取的样本</translation>
        </message>
        <message>
            <source>it holds no sound</source>
            <translation>不含声音</translation>
        </message>
        <message>
            <source>it holds no waveform</source>
            <translation>其中没有波形</translation>
        </message>
        <message>
            <source>it holds something else than an answer</source>
            <translation>其中含有答复以外的内容</translation>
        </message>
        <message>
            <source>it is UTF-16 text, FHIR asks for UTF-8</source>
            <translation>是 UTF-16 文本，FHIR 要求 UTF-8</translation>
        </message>
        <message>
            <source>it is a DICOMDIR, a table of contents: import the folder it lies in</source>
            <translation>是 DICOMDIR 目录文件，请导入其所在文件夹</translation>
        </message>
        <message>
            <source>it is a colour image, which can't be shown yet</source>
            <translation>是彩色图像，尚不能显示</translation>
        </message>
        <message>
            <source>it is a folder</source>
            <translation>它是文件夹</translation>
        </message>
        <message>
            <source>it is a package of version {0}, this Consilia reads version {1}</source>
            <translation>此文件包为第 {0} 版，本 Consilia 只读取第 {1} 版</translation>
        </message>
        <message>
            <source>it is about another patient than the question</source>
            <translation>它所涉及的患者与问题中的不同</translation>
        </message>
        <message>
            <source>it is cut off before its end</source>
            <translation>在结尾前被截断</translation>
        </message>
        <message>
            <source>it is cut off in its header</source>
            <translation>其文件头不完整</translation>
        </message>
        <message>
            <source>it is cut off or is no picture</source>
            <translation>已截断或不是图片</translation>
        </message>
        <message>
            <source>it is cut off or is no sound</source>
            <translation>不完整或不是录音</translation>
        </message>
        <message>
            <source>it is cut off: its end is missing</source>
            <translation>已截断：缺少结尾</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>文件为空</translation>
        </message>
        <message>
            <source>it is larger than 1 GB</source>
            <translation>它大于 1 GB</translation>
        </message>
        <message>
            <source>it is larger than {0} KB</source>
            <translation>大于 {0} KB</translation>
        </message>
        <message>
            <source>it is larger than {0} MiB</source>
            <translation>它大于 {0} MiB</translation>
        </message>
        <message>
            <source>it is longer than {0} s</source>
            <translation>长于 {0} 秒</translation>
        </message>
        <message>
            <source>it is nested too deeply</source>
            <translation>嵌套过深</translation>
        </message>
        <message>
            <source>it is no JSON</source>
            <translation>它不是 JSON</translation>
        </message>
        <message>
            <source>it is no JSON object</source>
            <translation>它不是 JSON 对象</translation>
        </message>
        <message>
            <source>it is no PDF</source>
            <translation>它不是 PDF</translation>
        </message>
        <message>
            <source>it is no TOML: {0}</source>
            <translation>不是 TOML：{0}</translation>
        </message>
        <message>
            <source>it is no list of at most {0} cards</source>
            <translation>它不是最多 {0} 张卡片的列表</translation>
        </message>
        <message>
            <source>it is no text of a character set that is read</source>
            <translation>不是可读字符集的文本</translation>
        </message>
        <message>
            <source>it is not UTF-8 text</source>
            <translation>它不是 UTF-8 文本</translation>
        </message>
        <message>
            <source>it is written in the encoding {0}, which is not read</source>
            <translation>其编码为 {0}，无法读取</translation>
        </message>
        <message>
            <source>it must say which column is '{0}'</source>
            <translation>须指明哪一列是“{0}”</translation>
        </message>
        <message>
            <source>it must say which column is the name</source>
            <translation>须指明哪一列是姓名</translation>
        </message>
        <message>
            <source>it names more than {0} members</source>
            <translation>成员超过 {0} 个</translation>
        </message>
        <message>
            <source>it names no patient</source>
            <translation>其中未写明患者</translation>
        </message>
        <message>
            <source>it names the file '{0}', which is not beside it</source>
            <translation>它引用的文件 '{0}' 不在旁边</translation>
        </message>
        <message>
            <source>it needs the columns 'value' and 'code' or 'name', or a [[result]] for each measurement</source>
            <translation>需要“value”列及“code”或“name”列，或为每个测量项目写 [[result]]</translation>
        </message>
        <message>
            <source>it opens with a passphrase, which its sender tells on another way</source>
            <translation>它需用口令短语打开，发送者会另行告知</translation>
        </message>
        <message>
            <source>it was changed or cut off</source>
            <translation>它被改动或截断</translation>
        </message>
        <message>
            <source>it was encrypted for another recipient, not for this clinic</source>
            <translation>它是为其他接收者加密的，不是本诊所</translation>
        </message>
        <message>
            <source>it was read whole; it is JSON that holds no FHIR R4 resource, so nothing of it was kept</source>
            <translation>已完整读取；此 JSON 不含 FHIR R4 资源，因此未保存任何内容</translation>
        </message>
        <message>
            <source>it was sealed again for somebody whom its sender did not name</source>
            <translation>它被重新加密给了发送者未指定的人</translation>
        </message>
        <message>
            <source>it would unpack to more than {0} MB, far more than its size</source>
            <translation>解压后会超过 {0} MB，远大于其自身大小</translation>
        </message>
        <message>
            <source>it would unpack to {0} MB, far more than its size</source>
            <translation>解压后将达 {0} MB，远大于自身大小</translation>
        </message>
        <message>
            <source>its DICOM files hold no pictures</source>
            <translation>其 DICOM 文件不含图像</translation>
        </message>
        <message>
            <source>its SampledData has no valid number of dimensions</source>
            <translation>其 SampledData 没有有效的维数</translation>
        </message>
        <message>
            <source>its SampledData has no {0}</source>
            <translation>其 SampledData 没有 {0}</translation>
        </message>
        <message>
            <source>its SampledData: {0} {1}</source>
            <translation>其 SampledData：{0} {1}</translation>
        </message>
        <message>
            <source>its XML breaks off ({0})</source>
            <translation>其 XML 中断（{0}）</translation>
        </message>
        <message>
            <source>its XML holds no body with sections</source>
            <translation>其 XML 没有带章节的正文</translation>
        </message>
        <message>
            <source>its beginning is none that is known</source>
            <translation>其开头无法识别</translation>
        </message>
        <message>
            <source>its bytes are not {0}, which the mapping names</source>
            <translation>字节不是映射指明的 {0}</translation>
        </message>
        <message>
            <source>its compressed content is cut off or broken</source>
            <translation>其压缩内容被截断或损坏</translation>
        </message>
        <message>
            <source>its compressed pixels are of another size than its header says</source>
            <translation>压缩像素的大小与头部所述不符</translation>
        </message>
        <message>
            <source>its compressed pixels can't be read</source>
            <translation>压缩像素无法读取</translation>
        </message>
        <message>
            <source>its compression ({0}) is not known</source>
            <translation>压缩方式（{0}）未知</translation>
        </message>
        <message>
            <source>its contact block was changed or cut off</source>
            <translation>其公钥文本被改动或截断</translation>
        </message>
        <message>
            <source>its content can't be used: {0}</source>
            <translation>其内容无法使用：{0}</translation>
        </message>
        <message>
            <source>its data file {0} is not beside it</source>
            <translation>其数据文件 {0} 不在旁边</translation>
        </message>
        <message>
            <source>its database file is missing</source>
            <translation>其数据库文件缺失</translation>
        </message>
        <message>
            <source>its database file was changed or cut off</source>
            <translation>其数据库文件被改动或截断</translation>
        </message>
        <message>
            <source>its end is missing, so its table of contents can't be read</source>
            <translation>缺少结尾，无法读取目录</translation>
        </message>
        <message>
            <source>its findings can't be used: {0}</source>
            <translation>其影像发现无法使用：{0}</translation>
        </message>
        <message>
            <source>its first 128 bytes, meant to be empty, hold something</source>
            <translation>其前 128 字节本应为空，却含有内容</translation>
        </message>
        <message>
            <source>its header can't be read</source>
            <translation>头部无法读取</translation>
        </message>
        <message>
            <source>its header says that it is longer than a header can be</source>
            <translation>其文件头声称的长度超出允许范围</translation>
        </message>
        <message>
            <source>its header was changed</source>
            <translation>其文件头被改动</translation>
        </message>
        <message>
            <source>its key file asks for an impossible cost</source>
            <translation>其密钥文件要求不可能的计算量</translation>
        </message>
        <message>
            <source>its key file is of another version</source>
            <translation>其密钥文件属于另一版本</translation>
        </message>
        <message>
            <source>its key file keys.json is damaged</source>
            <translation>其密钥文件 keys.json 已损坏</translation>
        </message>
        <message>
            <source>its key file was altered</source>
            <translation>其密钥文件被改动</translation>
        </message>
        <message>
            <source>its letters may be {0} or another character set; state 'charset' in the mapping</source>
            <translation>文字可能是 {0} 或其他字符集；请在映射中写明 'charset'</translation>
        </message>
        <message>
            <source>its manifest can't be used: {0}</source>
            <translation>其清单无法使用：{0}</translation>
        </message>
        <message>
            <source>its manifest says that it is longer than one can be</source>
            <translation>其清单声称的长度超出允许范围</translation>
        </message>
        <message>
            <source>its member '{0}' is an archive again; unpack it first</source>
            <translation>成员“{0}”又是归档；请先解压</translation>
        </message>
        <message>
            <source>its member '{0}' is cut off or broken</source>
            <translation>成员“{0}”被截断或损坏</translation>
        </message>
        <message>
            <source>its member '{0}' would unpack to more than {1} MB, far more than its size</source>
            <translation>成员“{0}”解压后将超过 {1} MB，远大于自身大小</translation>
        </message>
        <message>
            <source>its member '{0}' {1}</source>
            <translation>成员“{0}”{1}</translation>
        </message>
        <message>
            <source>its members overlap, which serves only to fill a memory</source>
            <translation>成员互相重叠，只会耗尽内存</translation>
        </message>
        <message>
            <source>its name has letters, digits and . - _ only, up to 64</source>
            <translation>名称只能用字母、数字和 . - _，最多 64 个</translation>
        </message>
        <message>
            <source>its outermost element is '{0}'</source>
            <translation>其最外层元素是 '{0}'</translation>
        </message>
        <message>
            <source>its own files were not taken in: {0}</source>
            <translation>其自带的文件未能导入：{0}</translation>
        </message>
        <message>
            <source>its part {0} is not the one that was signed</source>
            <translation>其部分 {0} 与签名时不符</translation>
        </message>
        <message>
            <source>its part {0}: {1}</source>
            <translation>其部分 {0}：{1}</translation>
        </message>
        <message>
            <source>its parts are not of the size that it claims</source>
            <translation>其各部分大小与所声称的不符</translation>
        </message>
        <message>
            <source>its passphrase would cost more memory or time than is reasonable</source>
            <translation>其口令短语所需的内存或时间不合理</translation>
        </message>
        <message>
            <source>its pixels are cut off</source>
            <translation>像素数据被截断</translation>
        </message>
        <message>
            <source>its pixels are cut off or broken</source>
            <translation>像素数据被截断或损坏</translation>
        </message>
        <message>
            <source>its pixels are no whole numbers</source>
            <translation>像素值不是整数</translation>
        </message>
        <message>
            <source>its pixels can't be read</source>
            <translation>像素无法读取</translation>
        </message>
        <message>
            <source>its quoting is broken at line {0}: {1}</source>
            <translation>第 {0} 行引号有误：{1}</translation>
        </message>
        <message>
            <source>its record can't be used: {0}</source>
            <translation>其病历无法使用：{0}</translation>
        </message>
        <message>
            <source>its record is not of the one patient whom it names</source>
            <translation>其病历不属于所写明的那一位患者</translation>
        </message>
        <message>
            <source>its resources lie within something that is neither a resource nor a Bundle</source>
            <translation>其资源位于既非资源也非 Bundle 的结构中</translation>
        </message>
        <message>
            <source>its samples can't be decoded ({0})</source>
            <translation>其样本无法解码（{0}）</translation>
        </message>
        <message>
            <source>its segment {0} is made of segments again</source>
            <translation>其段 {0} 又由段组成</translation>
        </message>
        <message>
            <source>its segment {0} is not there</source>
            <translation>其段 {0} 不存在</translation>
        </message>
        <message>
            <source>its sender made it valid until {0} only</source>
            <translation>发送者设定其有效期至 {0}</translation>
        </message>
        <message>
            <source>its sequences are nested more than {0} deep</source>
            <translation>序列嵌套超过 {0} 层</translation>
        </message>
        <message>
            <source>its signature is not that of its sender</source>
            <translation>其签名不属于发送者</translation>
        </message>
        <message>
            <source>its size is missing or zero</source>
            <translation>尺寸缺失或为零</translation>
        </message>
        <message>
            <source>its size is not that of the series</source>
            <translation>尺寸与序列不一致</translation>
        </message>
        <message>
            <source>its table of contents is cut off or broken</source>
            <translation>目录被截断或损坏</translation>
        </message>
        <message>
            <source>its text is not sorted by code points; make the database with --locale=C --encoding=UTF8 --template=template0</source>
            <translation>其文本未按码位排序；请用 --locale=C --encoding=UTF8 --template=template0 建立数据库</translation>
        </message>
        <message>
            <source>its values can't be shown</source>
            <translation>其值无法显示</translation>
        </message>
        <message>
            <source>its values don't fit into 16 bits</source>
            <translation>其值超出 16 位</translation>
        </message>
        <message>
            <source>its waveform can't be decoded ({0})</source>
            <translation>其波形无法解码（{0}）</translation>
        </message>
        <message>
            <source>its waveform is shorter than it says</source>
            <translation>其波形比声明的短</translation>
        </message>
        <message>
            <source>its {0} bits a pixel can't be shown</source>
            <translation>每像素 {0} 位，无法显示</translation>
        </message>
        <message>
            <source>its {0} is no identifier</source>
            <translation>其 {0} 不是标识符</translation>
        </message>
        <message>
            <source>lies in the future</source>
            <translation>在将来</translation>
        </message>
        <message>
            <source>line {0} has a cell of more than {1} letters</source>
            <translation>第 {0} 行有超过 {1} 个字符的单元格</translation>
        </message>
        <message>
            <source>line {0} has an id of more than {1} characters</source>
            <translation>第 {0} 行的标识超过 {1} 个字符</translation>
        </message>
        <message>
            <source>line {0} has more than {1} columns</source>
            <translation>第 {0} 行超过 {1} 列</translation>
        </message>
        <message>
            <source>line {0} has {1} columns, a PED file has six</source>
            <translation>第 {0} 行有 {1} 列，PED 文件应有六列</translation>
        </message>
        <message>
            <source>line {0} is longer than {1} characters</source>
            <translation>第 {0} 行超过 {1} 个字符</translation>
        </message>
        <message>
            <source>line {0}: a second {1} in the family {2}</source>
            <translation>第 {0} 行：家系 {2} 中再次出现 {1}</translation>
        </message>
        <message>
            <source>line {0}: {1} is no affection (2, 1 or 0)</source>
            <translation>第 {0} 行：{1} 不是患病状态（2、1 或 0）</translation>
        </message>
        <message>
            <source>line {0}: {1} is no sex (1 male, 2 female, 0 not known)</source>
            <translation>第 {0} 行：{1} 不是性别（1 男，2 女，0 不详）</translation>
        </message>
        <message>
            <source>line {0}: {1} stands for nobody and can't be an id</source>
            <translation>第 {0} 行：{1} 表示“无此人”，不能作为标识</translation>
        </message>
        <message>
            <source>more than {0} people</source>
            <translation>超过 {0} 人</translation>
        </message>
        <message>
            <source>must be a list of [a, b, "MZ" or "DZ"]</source>
            <translation>必须是 [a, b, "MZ" 或 "DZ"] 的列表</translation>
        </message>
        <message>
            <source>must be a list of [id, id]</source>
            <translation>必须是 [id, id] 的列表</translation>
        </message>
        <message>
            <source>must be a number</source>
            <translation>必须是数字</translation>
        </message>
        <message>
            <source>must be a whole number</source>
            <translation>必须是整数</translation>
        </message>
        <message>
            <source>must be above diastolic_bp; were the two exchanged?</source>
            <translation>必须高于舒张压；两者是否颠倒？</translation>
        </message>
        <message>
            <source>must be at least 1</source>
            <translation>必须至少为 1</translation>
        </message>
        <message>
            <source>must be at least 16 pixels</source>
            <translation>必须至少 16 像素</translation>
        </message>
        <message>
            <source>must be finite</source>
            <translation>必须是有限值</translation>
        </message>
        <message>
            <source>must be one of {0}</source>
            <translation>必须是以下之一：{0}</translation>
        </message>
        <message>
            <source>must be text: {0}</source>
            <translation>必须是文本：{0}</translation>
        </message>
        <message>
            <source>must be the path of a file</source>
            <translation>必须是文件路径</translation>
        </message>
        <message>
            <source>must be true or false</source>
            <translation>必须是“是”或“否”</translation>
        </message>
        <message>
            <source>must be {0}</source>
            <translation>必须是 {0}</translation>
        </message>
        <message>
            <source>name the person or the study: by a number, a name, an accession number or the UID</source>
            <translation>请指明患者或检查：编号、姓名、检查号或 UID</translation>
        </message>
        <message>
            <source>name the person: by a number, a name, or the id they have there</source>
            <translation>请指明患者：编号、姓名或其在对方的标识</translation>
        </message>
        <message>
            <source>names {0}, who is not in the pedigree</source>
            <translation>指名 {0}，此人不在家系中</translation>
        </message>
        <message>
            <source>no finding lies on its slices</source>
            <translation>其切片上没有发现</translation>
        </message>
        <message>
            <source>no patient of it has relatives</source>
            <translation>其中没有带亲属的患者</translation>
        </message>
        <message>
            <source>nobody here has the number {0}; leave out who it is</source>
            <translation>本院没有编号为 {0} 的患者；请不要指明是谁</translation>
        </message>
        <message>
            <source>nobody in this clinic has the number {0}</source>
            <translation>本诊所无人的号码为 {0}</translation>
        </message>
        <message>
            <source>nothing in it is a record or an image</source>
            <translation>其中没有病历或影像</translation>
        </message>
        <message>
            <source>nothing in it looks like a record or an image</source>
            <translation>内容不像病历或影像</translation>
        </message>
        <message>
            <source>one of its parts is longer than {0} MB or never ends</source>
            <translation>有一部分超过 {0} MB 或没有结尾</translation>
        </message>
        <message>
            <source>people are asked for by {0}</source>
            <translation>可用于查询患者的项目：{0}</translation>
        </message>
        <message>
            <source>read from XML; the file as it came is kept as a document</source>
            <translation>由 XML 读取；原文件已作为文档保存</translation>
        </message>
        <message>
            <source>refused: {0}</source>
            <translation>已拒绝：{0}</translation>
        </message>
        <message>
            <source>row {0} ({1}) has the affection {2}; it must be 2, 1 or 0</source>
            <translation>第 {0} 行（{1}）的患病状态为 {2}；必须是 2、1 或 0</translation>
        </message>
        <message>
            <source>row {0} ({1}) has the sex {2}; it must be 1, 2 or 0</source>
            <translation>第 {0} 行（{1}）的性别为 {2}；必须是 1、2 或 0</translation>
        </message>
        <message>
            <source>row {0} has no id</source>
            <translation>第 {0} 行没有标识</translation>
        </message>
        <message>
            <source>row {0} is not [id, father, mother, sex, affected]</source>
            <translation>第 {0} 行不是 [标识, 父, 母, 性别, 患病]</translation>
        </message>
        <message>
            <source>rows of {0} have no field '{1}'; they have {2}</source>
            <translation>{0} 的行没有字段“{1}”；可用字段：{2}</translation>
        </message>
        <message>
            <source>scopes are words with a blank between them</source>
            <translation>权限范围是以空格分隔的词</translation>
        </message>
        <message>
            <source>settles what waited of it: {0}</source>
            <translation>已使其待处理项了结：{0}</translation>
        </message>
        <message>
            <source>shows no lung</source>
            <translation>未显示肺</translation>
        </message>
        <message>
            <source>shows {0} ml of lung, outside {1} to {2} ml</source>
            <translation>显示的肺为 {0} ml，超出 {1} 至 {2} ml</translation>
        </message>
        <message>
            <source>something follows after its end</source>
            <translation>结尾之后还有内容</translation>
        </message>
        <message>
            <source>something follows after its end (character {0})</source>
            <translation>结尾之后还有内容（第 {0} 个字符）</translation>
        </message>
        <message>
            <source>something of it is stored already under another content</source>
            <translation>其中部分内容已以不同内容存储</translation>
        </message>
        <message>
            <source>that is no web address</source>
            <translation>这不是网址</translation>
        </message>
        <message>
            <source>the address must begin with https:// (http:// only on this computer)</source>
            <translation>地址必须以 https:// 开头（http:// 仅限本机）</translation>
        </message>
        <message>
            <source>the answer is longer than {0} kB</source>
            <translation>答复超过 {0} kB</translation>
        </message>
        <message>
            <source>the bundle holds no resource</source>
            <translation>Bundle 不含资源</translation>
        </message>
        <message>
            <source>the certificate to trust must be PEM</source>
            <translation>要信任的证书必须为 PEM 格式</translation>
        </message>
        <message>
            <source>the channels of its waveform are described wrongly</source>
            <translation>其波形的通道描述有误</translation>
        </message>
        <message>
            <source>the character set could not be told for sure; it was read as {0}</source>
            <translation>无法确定字符集；已按 {0} 读取</translation>
        </message>
        <message>
            <source>the connection broke off</source>
            <translation>连接中断</translation>
        </message>
        <message>
            <source>the database there holds another store</source>
            <translation>该数据库属于另一个数据仓</translation>
        </message>
        <message>
            <source>the database there holds no store</source>
            <translation>该数据库中没有数据仓</translation>
        </message>
        <message>
            <source>the database there is not empty</source>
            <translation>该数据库不是空的</translation>
        </message>
        <message>
            <source>the date '{0}' may be one day or another; state 'dates' in the mapping</source>
            <translation>日期“{0}”可有两种读法；请在映射中写明 'dates'</translation>
        </message>
        <message>
            <source>the date is missing</source>
            <translation>缺少日期</translation>
        </message>
        <message>
            <source>the disk refused to read or write its database</source>
            <translation>磁盘拒绝读写其数据库</translation>
        </message>
        <message>
            <source>the document has no body; its words are kept as plain text, in no chart unless it names a patient</source>
            <translation>文档没有正文；其文字以纯文本保存，未写明患者时不归入任何病历</translation>
        </message>
        <message>
            <source>the entry could not be read ({0}); its words are kept</source>
            <translation>该条目无法读取（{0}）；其文字已保留</translation>
        </message>
        <message>
            <source>the entry says nothing coded that is taken over; its words are kept</source>
            <translation>该条目没有可采用的编码内容；其文字已保留</translation>
        </message>
        <message>
            <source>the first line of the header names no record</source>
            <translation>头文件第一行没有记录名</translation>
        </message>
        <message>
            <source>the gain '{0}' of a signal gives it no scale</source>
            <translation>信号的增益 '{0}' 无法确定刻度</translation>
        </message>
        <message>
            <source>the header describes {0} of {1} signals</source>
            <translation>头文件只描述了 {1} 个信号中的 {0} 个</translation>
        </message>
        <message>
            <source>the header is larger than any real one</source>
            <translation>头文件大得不合理</translation>
        </message>
        <message>
            <source>the header lists {0} of {1} segments</source>
            <translation>头文件只列出了 {1} 段中的 {0} 段</translation>
        </message>
        <message>
            <source>the header promises {0} samples of {1} signals</source>
            <translation>头文件声明有 {1} 个信号、{0} 个样本</translation>
        </message>
        <message>
            <source>the medication is missing</source>
            <translation>缺少药物</translation>
        </message>
        <message>
            <source>the name '{0}' stands twice in one object</source>
            <translation>名称“{0}”在同一对象中出现两次</translation>
        </message>
        <message>
            <source>the name is missing</source>
            <translation>缺少姓名</translation>
        </message>
        <message>
            <source>the number '{0}' may be read in two ways; state 'decimal' in the mapping</source>
            <translation>数字“{0}”可有两种读法；请在映射中写明 'decimal'</translation>
        </message>
        <message>
            <source>the number {0} is that of Patient/{1}, who has another birth date or sex</source>
            <translation>号码 {0} 属于 Patient/{1}，其出生日期或性别不同</translation>
        </message>
        <message>
            <source>the passphrase does not fit</source>
            <translation>口令短语不符</translation>
        </message>
        <message>
            <source>the patient's number '{0}' was rounded by a spreadsheet; several people may have it</source>
            <translation>患者号“{0}”已被电子表格舍入；可能对应多人</translation>
        </message>
        <message>
            <source>the patient's number is missing</source>
            <translation>缺少患者号</translation>
        </message>
        <message>
            <source>the period of its SampledData is {0} ms</source>
            <translation>其 SampledData 的周期为 {0} ms</translation>
        </message>
        <message>
            <source>the problem is missing</source>
            <translation>缺少诊断</translation>
        </message>
        <message>
            <source>the question that it answers was altered; it is not the one that was sent</source>
            <translation>它所答复的问题已被改动，与发出的不一致</translation>
        </message>
        <message>
            <source>the record has changed since this advice was shown; look at the advice again</source>
            <translation>显示该建议之后病历已有变化；请重新查看建议</translation>
        </message>
        <message>
            <source>the result '{0}' needs 'unit' (UCUM; "1" for none) or 'unit_column'</source>
            <translation>结果“{0}”需要“unit”（UCUM，无单位写“1”）或“unit_column”</translation>
        </message>
        <message>
            <source>the role does not include it</source>
            <translation>该角色不含此权限</translation>
        </message>
        <message>
            <source>the same picture is stored already with another header or compression; it was kept</source>
            <translation>相同图像已以另一文件头或压缩方式存储；已保留</translation>
        </message>
        <message>
            <source>the sampling rate is '{0}'</source>
            <translation>采样率为 '{0}'</translation>
        </message>
        <message>
            <source>the server finds its files damaged</source>
            <translation>服务器发现其文件已损坏</translation>
        </message>
        <message>
            <source>the setting '{0}' is not known or of the wrong kind</source>
            <translation>设置项“{0}”未知或类型不对</translation>
        </message>
        <message>
            <source>the settings can't be read as TOML</source>
            <translation>设置文件不是有效的 TOML</translation>
        </message>
        <message>
            <source>the settings need one host, and a port from 1 to 65535</source>
            <translation>设置文件需要一个主机名，端口应为 1 至 65535</translation>
        </message>
        <message>
            <source>the settings need one table [database]</source>
            <translation>设置文件需要且只需要一个 [database] 表</translation>
        </message>
        <message>
            <source>the sex '{0}' is none that is known; say in [values.sex] what is meant</source>
            <translation>性别“{0}”无法识别；请在 [values.sex] 中说明含义</translation>
        </message>
        <message>
            <source>the sign-in of {0} was altered</source>
            <translation>{0} 的登录凭据已被改动</translation>
        </message>
        <message>
            <source>the storage format '{0}' is not known</source>
            <translation>存储格式 '{0}' 未知</translation>
        </message>
        <message>
            <source>the stored file {0} was changed or cut off</source>
            <translation>已存储的文件 {0} 被改动或截断</translation>
        </message>
        <message>
            <source>the system refused ({0})</source>
            <translation>系统拒绝（{0}）</translation>
        </message>
        <message>
            <source>the system says: {0}</source>
            <translation>系统提示：{0}</translation>
        </message>
        <message>
            <source>the times run backwards from here; each value keeps its own time</source>
            <translation>时间从此处开始倒序；每个值保留自己的时间</translation>
        </message>
        <message>
            <source>the value '{0}' carries another unit than '{1}'</source>
            <translation>值“{0}”的单位与“{1}”不同</translation>
        </message>
        <message>
            <source>the value '{0}' has no unit</source>
            <translation>值“{0}”没有单位</translation>
        </message>
        <message>
            <source>the value is missing</source>
            <translation>缺少数值</translation>
        </message>
        <message>
            <source>the year of the date '{0}' has no four digits</source>
            <translation>日期“{0}”的年份不是四位数</translation>
        </message>
        <message>
            <source>the {0} '{1}' is none of {2}; say in [values] what is meant</source>
            <translation>{0}“{1}”不在 {2} 之中；请在 [values] 中说明含义</translation>
        </message>
        <message>
            <source>the {0} is '{1}'</source>
            <translation>{0} 为 '{1}'</translation>
        </message>
        <message>
            <source>their patient {0} ({1}, born {2}) has the number of {3} ({4}, born {5}) here; say whether they are one person by naming that id</source>
            <translation>对方患者 {0}（{1}，出生 {2}）的编号在本院属于 {3}（{4}，出生 {5}）；若为同一人，请指明该标识</translation>
        </message>
        <message>
            <source>there is no such file</source>
            <translation>没有该文件</translation>
        </message>
        <message>
            <source>there is no such file or folder</source>
            <translation>没有该文件或文件夹</translation>
        </message>
        <message>
            <source>this message was taken in before; nothing was changed</source>
            <translation>此消息先前已导入；未作任何更改</translation>
        </message>
        <message>
            <source>this page can't be drawn</source>
            <translation>此页无法绘制</translation>
        </message>
        <message>
            <source>this system can't keep it from files, so only bundled code runs</source>
            <translation>本系统无法阻止其访问文件，因此只运行随附代码</translation>
        </message>
        <message>
            <source>two columns are named '{0}'</source>
            <translation>有两列同名“{0}”</translation>
        </message>
        <message>
            <source>two members are named '{0}', or differ by capital letters only</source>
            <translation>有两个成员名为“{0}”，或仅大小写不同</translation>
        </message>
        <message>
            <source>waits in quarantine: {0}</source>
            <translation>在隔离区等待：{0}</translation>
        </message>
        <message>
            <source>was decided before and is {0}: {1}</source>
            <translation>此前已决定，状态为 {0}：{1}</translation>
        </message>
        <message>
            <source>what was measured is missing</source>
            <translation>缺少检验项目</translation>
        </message>
        <message>
            <source>would unpack to {0} MB, far more than its size</source>
            <translation>解压后将达 {0} MB，远大于自身大小</translation>
        </message>
        <message>
            <source>{0} and {1} are shown as one already</source>
            <translation>{0} 与 {1} 已作为同一人显示</translation>
        </message>
        <message>
            <source>{0} and {1} were decided before ({2}); undo that first</source>
            <translation>{0} 与 {1} 先前已决定（{2}）；请先撤销</translation>
        </message>
        <message>
            <source>{0} and {1} were told to be two people; undo that first</source>
            <translation>{0} 与 {1} 已被认定为两人；请先撤销</translation>
        </message>
        <message>
            <source>{0} bytes are more than a PED file may hold ({1})</source>
            <translation>{0} 字节超过 PED 文件的上限（{1}）</translation>
        </message>
        <message>
            <source>{0} bytes are more than a family file may hold</source>
            <translation>{0} 字节，超过家族文件的上限</translation>
        </message>
        <message>
            <source>{0} can't be the birth date of somebody who is here today</source>
            <translation>{0} 不可能是今日在此之人的出生日期</translation>
        </message>
        <message>
            <source>{0} can't be written ({1})</source>
            <translation>无法写入 {0}（{1}）</translation>
        </message>
        <message>
            <source>{0} comes twice on {1}: the clocks are put back; choose another time</source>
            <translation>{1} 的 {0} 出现两次：时钟拨慢；请选择其他时间</translation>
        </message>
        <message>
            <source>{0} do not divide the {1} values</source>
            <translation>{0} 不能整除 {1} 个值</translation>
        </message>
        <message>
            <source>{0} does not exist on {1}: the clocks are put forward</source>
            <translation>{1} 不存在 {0}：时钟拨快</translation>
        </message>
        <message>
            <source>{0} has no DICOMweb address</source>
            <translation>{0} 没有 DICOMweb 地址</translation>
        </message>
        <message>
            <source>{0} has no FHIR address</source>
            <translation>{0} 没有 FHIR 地址</translation>
        </message>
        <message>
            <source>{0} has no key '{1}'; it has {2}</source>
            <translation>{0} 没有键“{1}”；可用：{2}</translation>
        </message>
        <message>
            <source>{0} is no number in JSON</source>
            <translation>{0} 在 JSON 中不是数字</translation>
        </message>
        <message>
            <source>{0} is not empty; the demo clinic needs an empty or new folder</source>
            <translation>{0} 不是空文件夹；演示诊所需要空的或新的文件夹</translation>
        </message>
        <message>
            <source>{0} is not signed in at with a key</source>
            <translation>在 {0} 不是以密钥登录</translation>
        </message>
        <message>
            <source>{0} is shorter than its {1} samples</source>
            <translation>{0} 比其 {1} 个样本短</translation>
        </message>
        <message>
            <source>{0} is the patient it came under; 'theirs' takes it in there</source>
            <translation>{0} 正是其来源患者；用“theirs”即可归入</translation>
        </message>
        <message>
            <source>{0} is there already and not empty; an export never mixes with other files</source>
            <translation>{0} 已存在且不为空；导出内容不会与其他文件混放</translation>
        </message>
        <message>
            <source>{0} lies before the birth</source>
            <translation>{0} 早于出生日期</translation>
        </message>
        <message>
            <source>{0} lies in the future</source>
            <translation>{0} 在将来</translation>
        </message>
        <message>
            <source>{0} lies in the future; the report compares with a day gone by</source>
            <translation>{0} 在将来；报告只与过去的日期比较</translation>
        </message>
        <message>
            <source>{0} must be one of {1}</source>
            <translation>{0} 必须是以下之一：{1}</translation>
        </message>
        <message>
            <source>{0} patients of this clinic have the number {1}</source>
            <translation>本诊所有 {0} 名患者的号码为 {1}</translation>
        </message>
        <message>
            <source>{0} references point at nothing that is stored yet and were kept: {1}{2}</source>
            <translation>{0} 个引用指向尚未存储的内容，已保留：{1}{2}</translation>
        </message>
        <message>
            <source>{0} was changed</source>
            <translation>{0} 已被更改</translation>
        </message>
        <message>
            <source>{0} was decided before: {1}</source>
            <translation>{0} 先前已决定：{1}</translation>
        </message>
        <message>
            <source>{0}/{1}: the systolic pressure is the higher one</source>
            <translation>{0}/{1}：收缩压应为较高的数值</translation>
        </message>
        <message>
            <source>{0}: '{1}' is no number</source>
            <translation>{0}：“{1}”不是数字</translation>
        </message>
        <message>
            <source>{0}: '{1}' is no unit of it</source>
            <translation>{0}：“{1}”不是它的单位</translation>
        </message>
        <message>
            <source>{0}: {1} {2} can't be; {3} to {4} can</source>
            <translation>{0}：{1} {2} 不可能；可为 {3} 至 {4}</translation>
        </message>
        <message>
            <source>{0}{1} at character {2}</source>
            <translation>{0}{1}（第 {2} 个字符）</translation>
        </message>
    </context>
</TS>
