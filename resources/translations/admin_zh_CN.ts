<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>About</name>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>It supports the decisions of clinicians and replaces none. What it says rests on what the record holds; check every advice with the patient.</source>
            <translation>它为临床医生的决策提供参考，并不取代决策。其内容以病历所载为依据；每条建议都须对照患者核实。</translation>
        </message>
        <message>
            <source>Not a certified medical device</source>
            <translation>并非经认证的医疗器械</translation>
        </message>
        <message>
            <source>Rights</source>
            <translation>权利与许可</translation>
        </message>
        <message>
            <source>Version {version}, licence Apache-2.0</source>
            <translation>版本 {version}，许可证 Apache-2.0</translation>
        </message>
    </context>
    <context>
        <name>AdminPage</name>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>Administration</source>
            <translation>管理</translation>
        </message>
        <message>
            <source>Audit</source>
            <translation>审计</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Institutions</source>
            <translation>外部机构</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Plugins</source>
            <translation>插件</translation>
        </message>
    </context>
    <context>
        <name>InstitutionForm</name>
        <message>
            <source>A token they gave us</source>
            <translation>对方提供的令牌</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Add an institution</source>
            <translation>添加机构</translation>
        </message>
        <message>
            <source>Certificate's SHA-256, where one is agreed (optional)</source>
            <translation>约定证书的 SHA-256（可选）</translation>
        </message>
        <message>
            <source>Client id they gave us</source>
            <translation>对方给的客户端标识</translation>
        </message>
        <message>
            <source>DICOMweb address (optional), https://</source>
            <translation>DICOMweb 地址（可选），https://</translation>
        </message>
        <message>
            <source>FHIR address, https://</source>
            <translation>FHIR 地址，https://</translation>
        </message>
        <message>
            <source>Name here, such as county</source>
            <translation>本地名称，例如 county</translation>
        </message>
        <message>
            <source>No sign-in</source>
            <translation>无需登录</translation>
        </message>
        <message>
            <source>Proxy (optional), http://host:port</source>
            <translation>代理（可选），http://host:port</translation>
        </message>
        <message>
            <source>SMART: a key made here</source>
            <translation>SMART：本地生成密钥</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>登录方式</translation>
        </message>
        <message>
            <source>Their token</source>
            <translation>对方的令牌</translation>
        </message>
        <message>
            <source>Token endpoint (else the server is asked)</source>
            <translation>令牌端点（留空则询问服务器）</translation>
        </message>
        <message>
            <source>Tokens and keys are sealed in the store and shown nowhere. Only https is called, except on this computer.</source>
            <translation>令牌和密钥加密保存在库中，任何地方都不显示。除本机外，只连接 https 地址。</translation>
        </message>
    </context>
    <context>
        <name>Institutions</name>
        <message>
            <source>Adding an institution</source>
            <translation>正在添加机构</translation>
        </message>
        <message>
            <source>Calling {name}</source>
            <translation>正在呼叫 {name}</translation>
        </message>
        <message>
            <source>Fetch this patient</source>
            <translation>调取此患者</translation>
        </message>
        <message>
            <source>Institutions</source>
            <translation>外部机构</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>None yet. A record is asked for where somebody added the address.</source>
            <translation>尚无机构。添加地址后才能调取病历。</translation>
        </message>
        <message>
            <source>Other institutions</source>
            <translation>其他机构</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Remove this institution?</source>
            <translation>删除该机构？</translation>
        </message>
        <message>
            <source>Removing an institution</source>
            <translation>正在删除机构</translation>
        </message>
        <message>
            <source>SMART, client {client}</source>
            <translation>SMART，客户端 {client}</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>已停止。</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>测试</translation>
        </message>
        <message>
            <source>Testing the connection</source>
            <translation>正在测试连接</translation>
        </message>
        <message>
            <source>Whoever manages the clinic adds and removes institutions.</source>
            <translation>由诊所管理者添加和删除机构。</translation>
        </message>
        <message>
            <source>an authority of theirs</source>
            <translation>对方的证书颁发机构</translation>
        </message>
        <message>
            <source>by their token</source>
            <translation>使用对方提供的令牌</translation>
        </message>
        <message>
            <source>done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>its software is not named</source>
            <translation>未说明所用软件</translation>
        </message>
        <message>
            <source>no sign-in</source>
            <translation>无需登录</translation>
        </message>
        <message>
            <source>note</source>
            <translation>提示</translation>
        </message>
        <message>
            <source>one agreed certificate</source>
            <translation>约定的单一证书</translation>
        </message>
        <message>
            <source>proxy {proxy}</source>
            <translation>代理 {proxy}</translation>
        </message>
        <message>
            <source>{name} answers: {software}, FHIR {version}.</source>
            <translation>{name} 已应答：{software}，FHIR {version}。</translation>
        </message>
        <message>
            <source>{name} is forgotten, its sign-in with it. What came from it stays.</source>
            <translation>将删除 {name} 及其登录凭据。已从该机构取得的资料保留。</translation>
        </message>
        <message>
            <source>{name} is forgotten.</source>
            <translation>已删除 {name}。</translation>
        </message>
        <message>
            <source>{name} is kept.</source>
            <translation>已保存 {name}。</translation>
        </message>
    </context>
    <context>
        <name>KeyDialog</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Give this public key to {name}</source>
            <translation>请将此公钥交给 {name}</translation>
        </message>
        <message>
            <source>Public key</source>
            <translation>公钥</translation>
        </message>
        <message>
            <source>They register it for client {client}. It is no secret; the private half never leaves the store.</source>
            <translation>对方将其登记给客户端 {client}。公钥无需保密；私钥从不离开本库。</translation>
        </message>
    </context>
    <context>
        <name>People</name>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Add a person</source>
            <translation>添加人员</translation>
        </message>
        <message>
            <source>Adding a person</source>
            <translation>正在添加人员</translation>
        </message>
        <message>
            <source>Both names are needed.</source>
            <translation>姓名与登录名都必须填写。</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Name, as reports show it</source>
            <translation>姓名（显示在报告上）</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>口令</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove this person?</source>
            <translation>移除此人？</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>移除 {name}</translation>
        </message>
        <message>
            <source>Removing a person</source>
            <translation>正在移除人员</translation>
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
            <source>The passphrase has at least 15 characters; nobody can reset it.</source>
            <translation>口令至少 15 个字符；任何人都无法重置。</translation>
        </message>
        <message>
            <source>The same again</source>
            <translation>再输入一次</translation>
        </message>
        <message>
            <source>The two passphrases differ.</source>
            <translation>两次输入的口令不一致。</translation>
        </message>
        <message>
            <source>Who may sign in</source>
            <translation>可登录人员</translation>
        </message>
        <message>
            <source>Your role may not add or remove people.</source>
            <translation>您的角色不能添加或移除人员。</translation>
        </message>
        <message>
            <source>signed in here</source>
            <translation>当前登录</translation>
        </message>
        <message>
            <source>{name} ({role}) will no longer be able to sign in. What they did stays in the record and in the audit trail.</source>
            <translation>{name}（{role}）将不能再登录。其所做的一切仍保留在病历和审计记录中。</translation>
        </message>
    </context>
    <context>
        <name>Plugins</name>
        <message>
            <source>An administrator makes these choices for the whole clinic.</source>
            <translation>这些选项由管理员为整个诊所设定。</translation>
        </message>
        <message>
            <source>Installed</source>
            <translation>已安装</translation>
        </message>
        <message>
            <source>Keeping the choice</source>
            <translation>正在保存选项</translation>
        </message>
        <message>
            <source>None: every plugin that was found passed its checks.</source>
            <translation>无：找到的每个插件都通过了检查。</translation>
        </message>
        <message>
            <source>Plugins</source>
            <translation>插件</translation>
        </message>
        <message>
            <source>Reading the plugins</source>
            <translation>正在读取插件</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>已拒绝</translation>
        </message>
    </context>
    <context>
        <name>Trail</name>
        <message>
            <source>Act</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Check every entry</source>
            <translation>检查全部条目</translation>
        </message>
        <message>
            <source>Checking the audit trail</source>
            <translation>正在检查审计记录</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>Is it whole?</source>
            <translation>记录是否完整？</translation>
        </message>
        <message>
            <source>Latest entries</source>
            <translation>最近条目</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>序号</translation>
        </message>
        <message>
            <source>Not whole</source>
            <translation>不完整</translation>
        </message>
        <message>
            <source>Not whole from entry {number}</source>
            <translation>自第 {number} 条起不完整</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Reading the audit trail</source>
            <translation>正在读取审计记录</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>When the clinic was opened</source>
            <translation>打开诊所时</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Whole: {checked} of {entries} entries checked</source>
            <translation>完整：已检查 {checked} / {entries} 条</translation>
        </message>
        <message>
            <source>denied</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>done</source>
            <translation>已完成</translation>
        </message>
    </context>
</TS>
