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
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Plugins</source>
            <translation>插件</translation>
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
