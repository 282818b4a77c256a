<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
    <context>
        <name>FindingRow</name>
        <message>
            <source>Accept</source>
            <translation>接受</translation>
        </message>
        <message>
            <source>Another reason</source>
            <translation>其他原因</translation>
        </message>
        <message>
            <source>Another reason, then Enter</source>
            <translation>其他原因，按回车确认</translation>
        </message>
        <message>
            <source>Artefact</source>
            <translation>伪影</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史</translation>
        </message>
        <message>
            <source>Known, benign</source>
            <translation>已知良性</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>拒绝</translation>
        </message>
        <message>
            <source>Scar</source>
            <translation>瘢痕</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>Vessel</source>
            <translation>血管</translation>
        </message>
        <message>
            <source>Why is it rejected?</source>
            <translation>拒绝的原因？</translation>
        </message>
    </context>
    <context>
        <name>FindingRows</name>
        <message>
            <source>Show more findings</source>
            <translation>显示更多所见</translation>
        </message>
        <message>
            <source>Show {count} more</source>
            <translation>再显示 {count} 项</translation>
        </message>
        <message>
            <source>slice {number}/{all}</source>
            <translation>层 {number}/{all}</translation>
        </message>
    </context>
    <context>
        <name>FindingsPanel</name>
        <message>
            <source>All findings are below the threshold. Move it to the left to see them.</source>
            <translation>所有发现均低于阈值。向左移动滑块即可看到。</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>发现</translation>
        </message>
        <message>
            <source>Models are running</source>
            <translation>模型运行中</translation>
        </message>
        <message>
            <source>No findings yet. Run the models, or import the SEG or SR of another system.</source>
            <translation>尚无发现。可运行模型，或导入其他系统的 SEG 或 SR。</translation>
        </message>
        <message>
            <source>Run models</source>
            <translation>运行模型</translation>
        </message>
        <message>
            <source>Show findings from this score on</source>
            <translation>显示不低于此分值的发现</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>The models marked nothing on this series. That does not mean that nothing is there.</source>
            <translation>模型在此序列上未作标记，但这并不表示没有病变。</translation>
        </message>
        <message>
            <source>{shown} of {all} from {threshold}</source>
            <translation>{all} 个中的 {shown} 个，不低于 {threshold}</translation>
        </message>
    </context>
    <context>
        <name>ImagingRoom</name>
        <message>
            <source>Choose the series again to load it.</source>
            <translation>再次选择该序列即可加载。</translation>
        </message>
        <message>
            <source>Finding</source>
            <translation>发现</translation>
        </message>
        <message>
            <source>Import DICOM files (Ctrl+O) or a folder (Ctrl+Shift+O): CT, MR and other series appear here in four panes.</source>
            <translation>导入 DICOM 文件（Ctrl+O）或文件夹（Ctrl+Shift+O）：CT、MR 等序列将在此以四个窗格显示。</translation>
        </message>
        <message>
            <source>Loading was stopped</source>
            <translation>加载已停止</translation>
        </message>
        <message>
            <source>Loading {count} images</source>
            <translation>正在加载 {count} 幅影像</translation>
        </message>
        <message>
            <source>Looking for images</source>
            <translation>正在查找影像</translation>
        </message>
        <message>
            <source>No images of this patient</source>
            <translation>该患者没有影像</translation>
        </message>
        <message>
            <source>Studies</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>Warming up</source>
            <translation>预热</translation>
        </message>
    </context>
    <context>
        <name>LoadLine</name>
        <message>
            <source>Loading</source>
            <translation>加载中</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
    </context>
    <context>
        <name>ModelNote</name>
        <message>
            <source>From another system</source>
            <translation>来自其他系统</translation>
        </message>
        <message>
            <source>Gave no answer, outside its input contract: {reason}</source>
            <translation>未给出结果，超出其输入要求：{reason}</translation>
        </message>
        <message>
            <source>Inside its input contract.</source>
            <translation>符合其输入要求。</translation>
        </message>
        <message>
            <source>Intended use: {text}</source>
            <translation>预期用途：{text}</translation>
        </message>
        <message>
            <source>It marked nothing.</source>
            <translation>没有作任何标记。</translation>
        </message>
        <message>
            <source>Limits: {text}</source>
            <translation>局限：{text}</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Model card</source>
            <translation>模型卡</translation>
        </message>
        <message>
            <source>Reader</source>
            <translation>阅片者</translation>
        </message>
        <message>
            <source>Run {when} by {who}</source>
            <translation>运行于 {when}，操作者 {who}</translation>
        </message>
        <message>
            <source>What the number means: {text}</source>
            <translation>数值的含义：{text}</translation>
        </message>
        <message>
            <source>Whether the series was inside its input contract is not recorded.</source>
            <translation>没有记录该序列是否符合其输入要求。</translation>
        </message>
    </context>
    <context>
        <name>Reviewing</name>
        <message>
            <source>History</source>
            <translation>历史</translation>
        </message>
        <message>
            <source>Model cards</source>
            <translation>模型卡</translation>
        </message>
        <message>
            <source>Running models</source>
            <translation>正在运行模型</translation>
        </message>
        <message>
            <source>Saving the review</source>
            <translation>正在保存审阅</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>已撤回</translation>
        </message>
    </context>
    <context>
        <name>SeriesLoader</name>
        <message>
            <source>Loading images</source>
            <translation>正在加载影像</translation>
        </message>
    </context>
    <context>
        <name>ToolsBar</name>
        <message>
            <source>Choose a series</source>
            <translation>选择序列</translation>
        </message>
        <message>
            <source>How the volume is drawn</source>
            <translation>三维显示方式</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>反转</translation>
        </message>
        <message>
            <source>One pane</source>
            <translation>单窗格</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>复位</translation>
        </message>
        <message>
            <source>Series</source>
            <translation>序列</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>窗</translation>
        </message>
        <message>
            <source>Window {name}</source>
            <translation>窗：{name}</translation>
        </message>
        <message>
            <source>date not known</source>
            <translation>日期不详</translation>
        </message>
        <message>
            <source>geometry checked</source>
            <translation>几何已核对</translation>
        </message>
        <message>
            <source>see warning</source>
            <translation>见警告</translation>
        </message>
        <message>
            <source>{count} images</source>
            <translation>{count} 幅</translation>
        </message>
        <message>
            <source>{mm} mm slice spacing</source>
            <translation>层间距 {mm} mm</translation>
        </message>
    </context>
    <context>
        <name>VolumePane</name>
        <message>
            <source>Drawing the volume</source>
            <translation>正在绘制三维图像</translation>
        </message>
        <message>
            <source>For orientation, not for measuring</source>
            <translation>仅供定位，不可测量</translation>
        </message>
        <message>
            <source>No 3D picture: drawing failed ({reason}). The other panes work as usual.</source>
            <translation>没有三维图像：绘制失败（{reason}）。其他窗格照常工作。</translation>
        </message>
        <message>
            <source>No 3D picture: this computer offers no OpenGL for drawing off the screen. The other panes work as usual.</source>
            <translation>没有三维图像：此计算机不提供离屏 OpenGL。其他窗格照常工作。</translation>
        </message>
    </context>
    <context>
        <name>imaging</name>
        <message>
            <source>6 mm or more: followed up by Fleischner 2017</source>
            <translation>6 毫米或以上：按 Fleischner 2017 随访</translation>
        </message>
        <message>
            <source>Abdomen</source>
            <translation>腹部</translation>
        </message>
        <message>
            <source>Accept the finding</source>
            <translation>接受该发现</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>已接受</translation>
        </message>
        <message>
            <source>Axial</source>
            <translation>轴位</translation>
        </message>
        <message>
            <source>Bone</source>
            <translation>骨</translation>
        </message>
        <message>
            <source>Bone and vessels</source>
            <translation>骨与血管</translation>
        </message>
        <message>
            <source>Brain</source>
            <translation>脑</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Coronal</source>
            <translation>冠状位</translation>
        </message>
        <message>
            <source>Edited</source>
            <translation>已修改</translation>
        </message>
        <message>
            <source>Files are cut off; the missing rows are empty.</source>
            <translation>文件被截断，缺失的行留空。</translation>
        </message>
        <message>
            <source>First image; the others are on their way</source>
            <translation>首幅影像，其余正在加载</translation>
        </message>
        <message>
            <source>Frames of one file, without places of their own.</source>
            <translation>单个文件的多帧，没有各自的位置。</translation>
        </message>
        <message>
            <source>Go to the finding</source>
            <translation>跳到该发现</translation>
        </message>
        <message>
            <source>Invert the greys</source>
            <translation>反转灰阶</translation>
        </message>
        <message>
            <source>It shows {found} ml of lung, outside {low} to {high} ml.</source>
            <translation>显示的肺容积为 {found} 毫升，超出 {low} 至 {high} 毫升。</translation>
        </message>
        <message>
            <source>Its geometry can't be trusted (see the warning).</source>
            <translation>其几何信息不可信（见警告）。</translation>
        </message>
        <message>
            <source>Its slices are not axial.</source>
            <translation>其层面不是横断面。</translation>
        </message>
        <message>
            <source>Its values are no Hounsfield units.</source>
            <translation>其数值不是 Hounsfield 单位。</translation>
        </message>
        <message>
            <source>Lung</source>
            <translation>肺</translation>
        </message>
        <message>
            <source>Lung nodule</source>
            <translation>肺结节</translation>
        </message>
        <message>
            <source>Lung nodule candidate</source>
            <translation>疑似肺结节</translation>
        </message>
        <message>
            <source>Mediastinum</source>
            <translation>纵隔</translation>
        </message>
        <message>
            <source>Next finding</source>
            <translation>下一个发现</translation>
        </message>
        <message>
            <source>No lung was found.</source>
            <translation>未找到肺。</translation>
        </message>
        <message>
            <source>Nodule</source>
            <translation>结节</translation>
        </message>
        <message>
            <source>Nodule candidate</source>
            <translation>疑似结节</translation>
        </message>
        <message>
            <source>Not to scale</source>
            <translation>无比例尺</translation>
        </message>
        <message>
            <source>One pane or four</source>
            <translation>单窗格或四窗格</translation>
        </message>
        <message>
            <source>Previous finding</source>
            <translation>上一个发现</translation>
        </message>
        <message>
            <source>Proposed</source>
            <translation>待审</translation>
        </message>
        <message>
            <source>Reject the finding</source>
            <translation>拒绝该发现</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>Reset the view</source>
            <translation>复位视图</translation>
        </message>
        <message>
            <source>Run the models</source>
            <translation>运行模型</translation>
        </message>
        <message>
            <source>SYNTHETIC</source>
            <translation>合成影像 SYNTHETIC</translation>
        </message>
        <message>
            <source>Sagittal</source>
            <translation>矢状位</translation>
        </message>
        <message>
            <source>Sizes and distances are not shown.</source>
            <translation>不显示大小和距离。</translation>
        </message>
        <message>
            <source>Slices are missing; the gaps are left empty.</source>
            <translation>有层面缺失，缺口留空。</translation>
        </message>
        <message>
            <source>Slices of another orientation were left out.</source>
            <translation>已略去方向不同的层面。</translation>
        </message>
        <message>
            <source>Slices of another size were left out.</source>
            <translation>已略去大小不同的层面。</translation>
        </message>
        <message>
            <source>Soft tissue</source>
            <translation>软组织</translation>
        </message>
        <message>
            <source>Some files could not be read; they are empty here.</source>
            <translation>部分文件无法读取，此处留空。</translation>
        </message>
        <message>
            <source>Some slices are there twice; one of each is shown.</source>
            <translation>有重复层面，各显示一幅。</translation>
        </message>
        <message>
            <source>Stop loading</source>
            <translation>停止加载</translation>
        </message>
        <message>
            <source>Stored inverted; shown bright for dense.</source>
            <translation>存储为反相，现以亮表示致密。</translation>
        </message>
        <message>
            <source>Take the review back</source>
            <translation>撤回审阅</translation>
        </message>
        <message>
            <source>The body part is {found}; it was tested on {tested}.</source>
            <translation>检查部位为 {found}；该模型仅在 {tested} 上测试过。</translation>
        </message>
        <message>
            <source>The directions are not at right angles.</source>
            <translation>方向矢量不成直角。</translation>
        </message>
        <message>
            <source>The distance between slices is not known.</source>
            <translation>层间距未知。</translation>
        </message>
        <message>
            <source>The distance between slices varies.</source>
            <translation>层间距不一致。</translation>
        </message>
        <message>
            <source>The modality is {found}; it was tested on {tested}.</source>
            <translation>检查类型为 {found}；该模型仅在 {tested} 上测试过。</translation>
        </message>
        <message>
            <source>The pixel size is missing or can't be right.</source>
            <translation>像素大小缺失或不合理。</translation>
        </message>
        <message>
            <source>The pixel size is that of the detector.</source>
            <translation>像素大小为探测器的，而非患者的。</translation>
        </message>
        <message>
            <source>The pixel size varies between slices.</source>
            <translation>各层像素大小不一致。</translation>
        </message>
        <message>
            <source>The pixels are {found} mm wide; it was tested to {tested} mm.</source>
            <translation>像素宽 {found} 毫米；该模型测试至 {tested} 毫米。</translation>
        </message>
        <message>
            <source>The scan is {found} mm long; a chest needs {tested} mm.</source>
            <translation>扫描长度为 {found} 毫米；胸部需要 {tested} 毫米。</translation>
        </message>
        <message>
            <source>The slices are tilted (gantry tilt).</source>
            <translation>层面倾斜（机架倾斜）。</translation>
        </message>
        <message>
            <source>The slices are {found} mm apart; it was tested to {tested} mm.</source>
            <translation>层间距为 {found} 毫米；该模型测试至 {tested} 毫米。</translation>
        </message>
        <message>
            <source>The slices carry no position in the patient.</source>
            <translation>层面没有患者坐标位置。</translation>
        </message>
        <message>
            <source>The values are as stored (rescale slope zero).</source>
            <translation>数值为存储原值（重标斜率为零）。</translation>
        </message>
        <message>
            <source>The values are as stored (table not applied).</source>
            <translation>数值为存储原值（未应用查找表）。</translation>
        </message>
        <message>
            <source>Window {name}</source>
            <translation>窗：{name}</translation>
        </message>
        <message>
            <source>below 6 mm</source>
            <translation>小于 6 毫米</translation>
        </message>
        <message>
            <source>calcified</source>
            <translation>钙化</translation>
        </message>
        <message>
            <source>ground-glass</source>
            <translation>磨玻璃</translation>
        </message>
        <message>
            <source>left</source>
            <translation>左</translation>
        </message>
        <message>
            <source>no score</source>
            <translation>无分值</translation>
        </message>
        <message>
            <source>part-solid</source>
            <translation>部分实性</translation>
        </message>
        <message>
            <source>probability {value}</source>
            <translation>概率 {value}</translation>
        </message>
        <message>
            <source>rank {place} (score {value})</source>
            <translation>第 {place} 位（分值 {value}）</translation>
        </message>
        <message>
            <source>rank {value}</source>
            <translation>排序值 {value}</translation>
        </message>
        <message>
            <source>right</source>
            <translation>右</translation>
        </message>
        <message>
            <source>solid</source>
            <translation>实性</translation>
        </message>
        <message>
            <source>{across} × {down} mm per pixel</source>
            <translation>每像素 {across} × {down} mm</translation>
        </message>
        <message>
            <source>{mm} mm per pixel</source>
            <translation>每像素 {mm} mm</translation>
        </message>
    </context>
</TS>
