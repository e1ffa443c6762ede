/**
 * How the product names of one dosage-form group of the drug catalogue are built from the catalogue's own name: `#`
 * stands for it. Forms as the catalogue's notes (eight) group them; a form that is not here is a group by itself.
 */
const PRODUCT_NAMES: Readonly<Record<string, readonly string[]>> = {
  口服常释剂型: ['#片', '#肠溶片', '#分散片', '#胶囊', '#软胶囊', '#胶丸', '#肠溶胶囊'],
  缓释控释剂型: ['#缓释片', '#控释片', '#缓释胶囊', '#控释胶囊'],
  口服液体剂: [
    '#口服溶液',
    '#口服混悬液',
    '#干混悬剂',
    '#口服乳',
    '#口服液',
    '#合剂',
    '#滴剂',
    '#混悬滴剂',
    '#糖浆',
    '#酊',
  ],
  丸剂: ['#丸', '#滴丸'],
  颗粒剂: ['#颗粒', '#肠溶颗粒'],
  口服散剂: ['#散'],
  外用散剂: ['#散', '#粉'],
  软膏剂: ['#软膏', '#乳膏', '#霜', '#糊'],
  贴剂: ['#贴剂', '#贴膏', '#膜', '#透皮贴剂'],
  外用液体剂: ['#溶液', '#洗剂', '#含漱液', '#搽剂', '#酊'],
  凝胶剂: ['#凝胶'],
  栓剂: ['#栓', '#直肠栓', '#阴道栓'],
  滴眼剂: ['#滴眼液'],
  滴耳剂: ['#滴耳液'],
  滴鼻剂: ['#滴鼻液'],
  眼膏剂: ['#眼膏'],
  眼用凝胶剂: ['#眼用凝胶'],
  吸入剂: ['#气雾剂', '#吸入气雾剂', '#粉雾剂', '#吸入粉雾剂', '#吸入溶液', '#喷雾剂', '#鼻喷雾剂'],
  注射剂: ['#注射液', '注射用#'],
  口服混悬剂: ['#口服混悬液'],
  口服溶液剂: ['#口服溶液'],
  灌肠剂: ['#灌肠剂', '#灌肠液'],
  口腔崩解片: ['#口腔崩解片', '#口崩片'],
  咀嚼片: ['#咀嚼片'],
  阴道泡腾片: ['#阴道泡腾片'],
  阴道片: ['#阴道片'],
  阴道软胶囊: ['#阴道软胶囊'],
  乳膏剂: ['#乳膏'],
};

/** Product names that a catalogue name and its dosage form stand for; without a form, the name itself. */
export function productNames(name: string, form: string): readonly string[] {
  if (form === '') return [name];
  return (PRODUCT_NAMES[form] ?? []).map((pattern) => pattern.replace('#', name));
}
