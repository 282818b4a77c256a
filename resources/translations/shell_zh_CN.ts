<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>CreateClinic</name>
        <message>
            <source>Again</source>
            <translation>再次输入</translation>
        </message>
        <message>
            <source>At least 15 characters; a short sentence is best. Nobody can reset it: the recovery key is the only other way in.</source>
            <translation>至少 15 个字符，最好是一句短句。任何人都无法重置口令，恢复密钥是唯一的其他进入方式。</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>创建</translation>
        </message>
        <message>
            <source>Create an empty clinic</source>
            <translation>创建空白诊所</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>口令</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Sign-in name</source>
            <translation>登录名</translation>
        </message>
        <message>
            <source>The same again</source>
            <translation>再次输入口令</translation>
        </message>
        <message>
            <source>Your name, as reports show it</source>
            <translation>您的姓名（将显示在报告上）</translation>
        </message>
        <message>
            <source>▲ Both names are needed.</source>
            <translation>▲ 姓名和登录名均须填写。</translation>
        </message>
        <message>
            <source>▲ The two passphrases differ.</source>
            <translation>▲ 两次输入的口令不一致。</translation>
        </message>
    </context>
    <context>
        <name>Door</name>
        <message>
            <source>Creating the clinic</source>
            <translation>正在创建诊所</translation>
        </message>
        <message>
            <source>Making the demo clinic</source>
            <translation>正在生成演示诊所</translation>
        </message>
        <message>
            <source>Opening the clinic</source>
            <translation>正在打开诊所</translation>
        </message>
        <message>
            <source>Records, a scan, an ECG and families are invented and stored like real ones.</source>
            <translation>正在生成虚构的病历、影像、心电图和家系，并按真实数据的方式存储。</translation>
        </message>
        <message>
            <source>Signing in</source>
            <translation>正在登录</translation>
        </message>
    </context>
    <context>
        <name>FirstRun</name>
        <message>
            <source>A folder on this computer or on a disk that holds a Consilia store.</source>
            <translation>本机或磁盘上已有 Consilia 数据的文件夹。</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>创建</translation>
        </message>
        <message>
            <source>Demo clinic</source>
            <translation>演示诊所</translation>
        </message>
        <message>
            <source>Empty clinic</source>
            <translation>空白诊所</translation>
        </message>
        <message>
            <source>Existing clinic</source>
            <translation>已有诊所</translation>
        </message>
        <message>
            <source>Folder of a clinic</source>
            <translation>诊所所在文件夹</translation>
        </message>
        <message>
            <source>For your own patients: encrypted, with a passphrase and a recovery key.</source>
            <translation>用于您自己的患者：数据加密，配有口令和恢复密钥。</translation>
        </message>
        <message>
            <source>Make the demo clinic</source>
            <translation>生成演示诊所</translation>
        </message>
        <message>
            <source>Open a folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Sixteen invented patients who show every room. Nothing leaves this computer.</source>
            <translation>十六位虚构患者，展示每个工作区。数据不会离开本机。</translation>
        </message>
        <message>
            <source>There is no clinic in {place} yet.</source>
            <translation>{place} 中尚无诊所。</translation>
        </message>
        <message>
            <source>Welcome</source>
            <translation>欢迎使用</translation>
        </message>
    </context>
    <context>
        <name>Frame</name>
        <message>
            <source>Choose one in the clinic's list, or press Ctrl+K and type a name, its pinyin or a number.</source>
            <translation>请在患者列表中选择，或按 Ctrl+K 输入姓名、拼音或病历号。</translation>
        </message>
        <message>
            <source>Find or do anything</source>
            <translation>查找或执行</translation>
        </message>
        <message>
            <source>Go to {room}</source>
            <translation>前往{room}</translation>
        </message>
        <message>
            <source>No patient open</source>
            <translation>未打开患者</translation>
        </message>
        <message>
            <source>Open the list</source>
            <translation>打开患者列表</translation>
        </message>
        <message>
            <source>Opening the patient</source>
            <translation>正在打开患者</translation>
        </message>
        <message>
            <source>Opening {room}</source>
            <translation>正在打开{room}</translation>
        </message>
        <message>
            <source>Room</source>
            <translation>工作区</translation>
        </message>
    </context>
    <context>
        <name>Gate</name>
        <message>
            <source>Supports decisions, never makes them. Not certified as a medical device.</source>
            <translation>仅辅助决策，不替代医生判断。未注册为医疗器械。</translation>
        </message>
    </context>
    <context>
        <name>KeysPage</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Everything else is found by Ctrl+K.</source>
            <translation>其他操作均可用 Ctrl+K 查找。</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
    </context>
    <context>
        <name>Making</name>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
    </context>
    <context>
        <name>Opening</name>
        <message>
            <source>Opening the clinic</source>
            <translation>正在打开诊所</translation>
        </message>
        <message>
            <source>The store is encrypted and stays on this computer.</source>
            <translation>数据已加密，仅保存在本机。</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>A patient, a room, an action</source>
            <translation>患者、工作区或操作</translation>
        </message>
        <message>
            <source>Find or do anything</source>
            <translation>查找或执行</translation>
        </message>
        <message>
            <source>Finding patients</source>
            <translation>正在查找患者</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>查找结果</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Rooms</source>
            <translation>工作区</translation>
        </message>
    </context>
    <context>
        <name>RecoveryKey</name>
        <message>
            <source>Consilia: recovery key</source>
            <translation>Consilia：恢复密钥</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>I have written it down</source>
            <translation>我已记下</translation>
        </message>
        <message>
            <source>It opens the clinic if the passphrase is lost. It is shown this once and stored nowhere: print it or write it down, and keep it away from this computer.</source>
            <translation>遗失口令时可用它打开诊所。它仅显示这一次，不会保存在任何地方：请打印或抄写，并与本机分开保管。</translation>
        </message>
        <message>
            <source>Keep it away from the computer.</source>
            <translation>请与本机分开保管。</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>打印</translation>
        </message>
        <message>
            <source>Your recovery key</source>
            <translation>您的恢复密钥</translation>
        </message>
    </context>
    <context>
        <name>ReportDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>File or issue</source>
            <translation>文件或问题</translation>
        </message>
        <message>
            <source>Files and issues</source>
            <translation>文件与问题</translation>
        </message>
        <message>
            <source>Import report</source>
            <translation>导入报告</translation>
        </message>
        <message>
            <source>Nothing was found to take in.</source>
            <translation>未找到可导入的内容。</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Taken in</source>
            <translation>已导入</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>另有 {count} 项</translation>
        </message>
        <message>
            <source>error</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>note</source>
            <translation>提示</translation>
        </message>
        <message>
            <source>warning</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>{count} imported</source>
            <translation>已导入 {count} 个</translation>
        </message>
        <message>
            <source>{count} in quarantine, waiting for a person</source>
            <translation>{count} 个已隔离，等待人工处理</translation>
        </message>
        <message>
            <source>{count} rejected</source>
            <translation>已拒绝 {count} 个</translation>
        </message>
        <message>
            <source>▲ rejected</source>
            <translation>▲ 已拒绝</translation>
        </message>
        <message>
            <source>◆ quarantine</source>
            <translation>◆ 已隔离</translation>
        </message>
        <message>
            <source>● imported</source>
            <translation>● 已导入</translation>
        </message>
    </context>
    <context>
        <name>SignIn</name>
        <message>
            <source>Checking</source>
            <translation>正在核验</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>已锁定</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>口令</translation>
        </message>
        <message>
            <source>People</source>
            <translation>用户</translation>
        </message>
        <message>
            <source>Show or hide the passphrase</source>
            <translation>显示或隐藏口令</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>This is the demo clinic. The passphrase of all its users is</source>
            <translation>这是演示诊所，所有用户的口令均为</translation>
        </message>
        <message>
            <source>Your work is kept. The passphrase brings it back.</source>
            <translation>您的工作已保留，输入口令即可继续。</translation>
        </message>
        <message>
            <source>◆ Caps Lock seems to be on</source>
            <translation>◆ 大写锁定可能已开启</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Administration</source>
            <translation>管理</translation>
        </message>
        <message>
            <source>Change the language</source>
            <translation>切换语言</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>浅色或深色</translation>
        </message>
        <message>
            <source>Local store, encrypted</source>
            <translation>本机加密存储</translation>
        </message>
        <message>
            <source>Lock now (Ctrl+L)</source>
            <translation>立即锁定（Ctrl+L）</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>状态栏</translation>
        </message>
        <message>
            <source>Stop this work</source>
            <translation>停止此任务</translation>
        </message>
        <message>
            <source>Works offline</source>
            <translation>离线可用</translation>
        </message>
        <message>
            <source>{first} and {count} more</source>
            <translation>{first}，另有 {count} 项</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>Back to your clinic</source>
            <translation>返回本诊所</translation>
        </message>
        <message>
            <source>Change the language</source>
            <translation>切换语言</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>浅色或深色</translation>
        </message>
        <message>
            <source>Room</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Something went wrong here; the record is unchanged. Id {code}</source>
            <translation>此处发生意外错误，病历未更改。编号 {code}</translation>
        </message>
    </context>
    <context>
        <name>doings</name>
        <message>
            <source>Administration: people, audit, plugins, about</source>
            <translation>管理：人员、审计、插件、关于</translation>
        </message>
        <message>
            <source>Close the patient</source>
            <translation>关闭患者</translation>
        </message>
        <message>
            <source>FHIR R4, C-CDA, HL7 v2, DICOM and ZIP, told by content (*)</source>
            <translation>FHIR R4、C-CDA、HL7 v2、DICOM 和 ZIP，按内容识别 (*)</translation>
        </message>
        <message>
            <source>Find or do anything</source>
            <translation>查找或执行</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
        </message>
        <message>
            <source>Import a folder</source>
            <translation>导入文件夹</translation>
        </message>
        <message>
            <source>Import files</source>
            <translation>导入文件</translation>
        </message>
        <message>
            <source>Language: {name}</source>
            <translation>语言：{name}</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>浅色或深色</translation>
        </message>
        <message>
            <source>Lock now</source>
            <translation>立即锁定</translation>
        </message>
        <message>
            <source>Page of keys</source>
            <translation>快捷键一览</translation>
        </message>
        <message>
            <source>Quit Consilia</source>
            <translation>退出 Consilia</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>病历</translation>
        </message>
        <message>
            <source>Reset the window's layout</source>
            <translation>重置窗口布局</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>界面</translation>
        </message>
    </context>
    <context>
        <name>import</name>
        <message>
            <source>Importing</source>
            <translation>正在导入</translation>
        </message>
        <message>
            <source>{stored} of {found}</source>
            <translation>{stored}/{found}</translation>
        </message>
    </context>
    <context>
        <name>roles</name>
        <message>
            <source>administrator</source>
            <translation>管理员</translation>
        </message>
        <message>
            <source>geneticist</source>
            <translation>遗传科医生</translation>
        </message>
        <message>
            <source>nurse</source>
            <translation>护士</translation>
        </message>
        <message>
            <source>physician</source>
            <translation>医师</translation>
        </message>
        <message>
            <source>radiologist</source>
            <translation>放射科医师</translation>
        </message>
    </context>
    <context>
        <name>rooms</name>
        <message>
            <source>Agenda</source>
            <translation>预约</translation>
        </message>
        <message>
            <source>Clinic</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>Imaging</source>
            <translation>影像</translation>
        </message>
        <message>
            <source>Opinions</source>
            <translation>会诊意见</translation>
        </message>
        <message>
            <source>Pedigree</source>
            <translation>家系</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>方案</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>病历</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>To decide</source>
            <translation>待决定</translation>
        </message>
        <message>
            <source>Vitals</source>
            <translation>体征</translation>
        </message>
    </context>
</TS>
