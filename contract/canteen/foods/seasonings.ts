/** Oil, salt, sugar and what gives taste. Columns: see `parse-foods.ts`. */
export const seasonings = `
oil|食用油|油 植物油 色拉油 调和油 烹调油|S? P?|~192014|100 898 0 99.8 0 18 1.7 - 5.1
oil|大豆油|豆油|S|~192004|100 899 0 99.9 0 13 2 - 4.9
oil|花生油||P|~192007|100 899 0 99.9 0 12 2.9 - 3.5
oil|菜籽油|菜油|-|~192001|100 899 0 99.9 0 9 - - 7
oil|玉米油||-|~192016|100 895 0 99.2 0.5 1 1.4 - 1.4
oil|葵花籽油|葵花油 葵花子油|-|~192009|100 899 0 99.9 0 2 1 - 2.8
oil|橄榄油||-|~192019|100 899 0 99.9 0 0 0.4 0 0
oil|香油|芝麻油 麻油|-|~192017|100 898 0 99.7 0.2 9 2.2 - 1.1
oil|辣椒油|红油|S?|~192010|100 900 0 100 0 - - - -
oil|猪油|大油|-|191007|100 897 0 99.6 0.2 - - - -
oil|牛油||-|191002|100 898 0 99.7 0.1 - - - -
salt|盐|食盐 精盐 食用盐 低钠盐 碘盐|-|=NaCl|100 0 0 0 0 - - 0 39337
sugar|糖|白糖 白砂糖 砂糖 绵白糖|-|=4kcal/g|100 400 0 0 100 - - 0 -
sugar|冰糖||-|=4kcal/g|100 400 0 0 100 - - 0 -
sugar|红糖|赤砂糖|-||
sugar|蜂蜜||-||
seasoning|酱油|生抽 老抽 酿造酱油 蒸鱼豉油|G S||
seasoning|醋|陈醋 白醋 米醋 香醋|G?||
seasoning|料酒|黄酒 白酒 酒|G?||
seasoning|蚝油||G? S? *||
seasoning|豆瓣酱|郫县豆瓣 黄豆酱 大酱|S G||
seasoning|甜面酱||G S?||
seasoning|豆豉||S G?||
seasoning|番茄酱|番茄沙司|-||
seasoning|沙拉酱|蛋黄酱 色拉酱|E *||
seasoning|鱼露||F|121302|100 47 11.2 0.2 0 24 3 0 9350
seasoning|虾酱||C|122203|100 112 10.8 7.6 0 308 11.6 0 4584.6
seasoning|味精||-||
seasoning|鸡精|鸡粉|E? S? G? M? *||
seasoning|胡椒粉|白胡椒 黑胡椒 胡椒|-||
seasoning|五香粉|十三香|-||
seasoning|花椒||-||
seasoning|八角|大料|-||
seasoning|桂皮||-||
seasoning|香叶||-||
seasoning|孜然||-||
seasoning|咖喱|咖喱粉 咖喱块|G? S? M? *||
seasoning|可乐|可口可乐|-||
seasoning|酵母|酵母粉|-||
seasoning|腐乳|豆腐乳 南乳|S||
seasoning|泡椒||-||
seasoning|火锅底料||S? G? P? *||
water|水|清水 饮用水|-||
`
