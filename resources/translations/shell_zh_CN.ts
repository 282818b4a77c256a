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
        <name>FetchDialog</name>
        <message>
            <source>A number of the person</source>
            <translation>患者的某个号码</translation>
        </message>
        <message>
            <source>Agree and ask</source>
            <translation>同意并查询</translation>
        </message>
        <message>
            <source>Asking {name}</source>
            <translation>正在查询 {name}</translation>
        </message>
        <message>
            <source>Birth date, YYYY-MM-DD</source>
            <translation>出生日期，YYYY-MM-DD</translation>
        </message>
        <message>
            <source>Choose who is meant; nothing was fetched yet.</source>
            <translation>请选定所指的患者；尚未调取任何内容。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Everything they hold</source>
            <translation>对方的全部记录</translation>
        </message>
        <message>
            <source>Fetch a patient</source>
            <translation>调取患者</translation>
        </message>
        <message>
            <source>Fetch a patient from {name}</source>
            <translation>从 {name} 调取患者</translation>
        </message>
        <message>
            <source>Fetch the chosen one</source>
            <translation>调取所选患者</translation>
        </message>
        <message>
            <source>Fetching from {name}</source>
            <translation>正在从 {name} 调取</translation>
        </message>
        <message>
            <source>How much</source>
            <translation>调取范围</translation>
        </message>
        <message>
            <source>Institutions</source>
            <translation>外部机构</translation>
        </message>
        <message>
            <source>It is taken in; whether two records are of one person is decided in To decide.</source>
            <translation>已收入；两份病历是否属于同一人，请在“待决定”中判定。</translation>
        </message>
        <message>
            <source>Name or part of it</source>
            <translation>姓名或其一部分</translation>
        </message>
        <message>
            <source>Nobody there fits.</source>
            <translation>对方没有符合条件的患者。</translation>
        </message>
        <message>
            <source>Nothing yet: name the person by a number or a name.</source>
            <translation>尚无：请填写号码或姓名。</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Stopped. Nothing was taken in.</source>
            <translation>已停止，未收入任何内容。</translation>
        </message>
        <message>
            <source>Their summary only</source>
            <translation>仅对方的摘要</translation>
        </message>
        <message>
            <source>This would leave the clinic:</source>
            <translation>以下内容将离开本诊所：</translation>
        </message>
        <message>
            <source>Waiting for {name}</source>
            <translation>正在等待 {name}</translation>
        </message>
        <message>
            <source>Who fits there</source>
            <translation>对方符合条件的患者</translation>
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
            <source>Choose how the tables are read ({count})</source>
            <translation>选择表格的读取方式（{count}）</translation>
        </message>
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
            <source>{count} without a record</source>
            <translation>{count} 个不含病历</translation>
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
            <source>○ holds no record</source>
            <translation>○ 不含病历</translation>
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
        <name>TableDialog</name>
        <message>
            <source>A table says nothing of its own about units, codes and dates. Choose how it is read.</source>
            <translation>表格本身不说明单位、编码和日期格式，请选择读取方式。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Codes are of</source>
            <translation>编码所属</translation>
        </message>
        <message>
            <source>Dates</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Decimals</source>
            <translation>小数</translation>
        </message>
        <message>
            <source>Keep the mapping and take the table in</source>
            <translation>保存映射并导入表格</translation>
        </message>
        <message>
            <source>Keep the mapping and take {count} tables in</source>
            <translation>保存映射并导入 {count} 个表格</translation>
        </message>
        <message>
            <source>Keeping the mapping</source>
            <translation>正在保存映射</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>字符集</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Name of the mapping</source>
            <translation>映射名称</translation>
        </message>
        <message>
            <source>Numbers are of</source>
            <translation>病历号所属</translation>
        </message>
        <message>
            <source>Patient of all rows</source>
            <translation>所有行的患者</translation>
        </message>
        <message>
            <source>Read a table</source>
            <translation>读取表格</translation>
        </message>
        <message>
            <source>Read by</source>
            <translation>读取方式</translation>
        </message>
        <message>
            <source>Reading the table</source>
            <translation>正在读取表格</translation>
        </message>
        <message>
            <source>Rows are</source>
            <translation>行内容</translation>
        </message>
        <message>
            <source>Take the table in</source>
            <translation>导入表格</translation>
        </message>
        <message>
            <source>Take {count} tables in</source>
            <translation>导入 {count} 个表格</translation>
        </message>
        <message>
            <source>The first rows as they would come in</source>
            <translation>前几行导入后的样子</translation>
        </message>
        <message>
            <source>The saved mapping</source>
            <translation>已保存的映射</translation>
        </message>
        <message>
            <source>What becomes of it</source>
            <translation>处理结果</translation>
        </message>
        <message>
            <source>a new mapping</source>
            <translation>新建映射</translation>
        </message>
        <message>
            <source>a number, where no column says it</source>
            <translation>病历号（无相应列时填写）</translation>
        </message>
        <message>
            <source>address of the system, where it is known</source>
            <translation>编号系统的地址（如已知）</translation>
        </message>
        <message>
            <source>comes in</source>
            <translation>可导入</translation>
        </message>
        <message>
            <source>refused: {reason}</source>
            <translation>拒绝：{reason}</translation>
        </message>
        <message>
            <source>waits: {reason}</source>
            <translation>待处理：{reason}</translation>
        </message>
        <message>
            <source>{name} (no column {column})</source>
            <translation>{name}（缺少列 {column}）</translation>
        </message>
        <message>
            <source>{name} and {count} more</source>
            <translation>{name} 等另 {count} 个</translation>
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
            <source>Administration: people, audit, plugins, institutions, about</source>
            <translation>管理：人员、审计、插件、外部机构、关于</translation>
        </message>
        <message>
            <source>Close the patient</source>
            <translation>关闭患者</translation>
        </message>
        <message>
            <source>FHIR R4, C-CDA, HL7 v2, DICOM, CSV, ZIP and tar, told by content (*)</source>
            <translation>FHIR R4、C-CDA、HL7 v2、DICOM、CSV、ZIP 和 tar，按内容识别 (*)</translation>
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
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>First values</source>
            <translation>前几个值</translation>
        </message>
        <message>
            <source>Importing</source>
            <translation>正在导入</translation>
        </message>
        <message>
            <source>LOINC</source>
            <translation>LOINC</translation>
        </message>
        <message>
            <source>Means</source>
            <translation>含义</translation>
        </message>
        <message>
            <source>Measurement</source>
            <translation>测量项目</translation>
        </message>
        <message>
            <source>Medication</source>
            <translation>用药</translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>检查结果</translation>
        </message>
        <message>
            <source>Unit (UCUM)</source>
            <translation>单位（UCUM）</translation>
        </message>
        <message>
            <source>What each column means</source>
            <translation>各列的含义</translation>
        </message>
        <message>
            <source>a measurement</source>
            <translation>测量值</translation>
        </message>
        <message>
            <source>address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>born</source>
            <translation>出生日期</translation>
        </message>
        <message>
            <source>by content</source>
            <translation>按内容判断</translation>
        </message>
        <message>
            <source>code</source>
            <translation>编码</translation>
        </message>
        <message>
            <source>date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>day, month, year</source>
            <translation>日、月、年</translation>
        </message>
        <message>
            <source>died</source>
            <translation>死亡日期</translation>
        </message>
        <message>
            <source>dose</source>
            <translation>剂量</translation>
        </message>
        <message>
            <source>end</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>family name</source>
            <translation>姓</translation>
        </message>
        <message>
            <source>flag</source>
            <translation>异常标志</translation>
        </message>
        <message>
            <source>given name</source>
            <translation>名</translation>
        </message>
        <message>
            <source>month, day, year</source>
            <translation>月、日、年</translation>
        </message>
        <message>
            <source>name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>不读取</translation>
        </message>
        <message>
            <source>not said</source>
            <translation>未说明</translation>
        </message>
        <message>
            <source>number of the entry</source>
            <translation>条目编号</translation>
        </message>
        <message>
            <source>onset</source>
            <translation>起病</translation>
        </message>
        <message>
            <source>patient</source>
            <translation>患者</translation>
        </message>
        <message>
            <source>patient's number</source>
            <translation>病历号</translation>
        </message>
        <message>
            <source>range from</source>
            <translation>参考下限</translation>
        </message>
        <message>
            <source>range to</source>
            <translation>参考上限</translation>
        </message>
        <message>
            <source>resolved</source>
            <translation>缓解</translation>
        </message>
        <message>
            <source>sex</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>state</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>unambiguous only</source>
            <translation>仅无歧义者</translation>
        </message>
        <message>
            <source>unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>with a comma</source>
            <translation>用逗号</translation>
        </message>
        <message>
            <source>with a point</source>
            <translation>用小数点</translation>
        </message>
        <message>
            <source>year, month, day</source>
            <translation>年、月、日</translation>
        </message>
        <message>
            <source>{stored} of {found}</source>
            <translation>{stored}/{found}</translation>
        </message>
    </context>
    <context>
        <name>leaving</name>
        <message>
            <source>a summary</source>
            <translation>摘要</translation>
        </message>
        <message>
            <source>birth date</source>
            <translation>出生日期</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>全部记录</translation>
        </message>
        <message>
            <source>name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>number</source>
            <translation>号码</translation>
        </message>
        <message>
            <source>to the proxy {proxy}: the names of these servers</source>
            <translation>发往代理 {proxy}：上述服务器的名称</translation>
        </message>
        <message>
            <source>to {url}: our client id {client} and a signed proof of it, asking for {scope}</source>
            <translation>发往 {url}：我方客户端标识 {client} 及其签名证明，请求 {scope}</translation>
        </message>
        <message>
            <source>to {url}: that this clinic asks for {form} of that person, from this computer's address</source>
            <translation>发往 {url}：本诊所从本机地址调取此人的{form}</translation>
        </message>
        <message>
            <source>to {url}: the id of the person they find</source>
            <translation>发往 {url}：对方查到的此人标识</translation>
        </message>
        <message>
            <source>to {url}: the id they know the person by, {value}</source>
            <translation>发往 {url}：对方系统中此人的标识 {value}</translation>
        </message>
        <message>
            <source>to {url}: the person's {name}, {value}</source>
            <translation>发往 {url}：此人的{name} {value}</translation>
        </message>
        <message>
            <source>to {url}: the token they gave us, with each call</source>
            <translation>发往 {url}：对方提供的令牌，每次调用都带</translation>
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
