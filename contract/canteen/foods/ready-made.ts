/** Made food whose recipe we do not know: allergens beyond the sure ones are open. Columns: see `parse-foods.ts`. */
export const readyMade = `
ready|饺子|水饺 速冻水饺 速冻饺子|G *||
ready|馄饨|云吞 抄手|G *||
ready|包子|肉包 肉包子 猪肉包子|G *||
ready|豆沙包|豆沙包子 奶黄包 红糖包|G *||
ready|菜包|素包子 菜包子|G *||
ready|烧麦|烧卖|G *||
ready|春卷||G *||
ready|馅饼|肉饼 韭菜盒子|G *||
ready|手抓饼||G *||
ready|饼干|苏打饼干 曲奇|G *||
ready|蛋糕|小蛋糕 戚风蛋糕 纸杯蛋糕|G E M? *||
ready|奶油蛋糕|裱花蛋糕 生日蛋糕|G E M *||
ready|蛋挞||G E M||
ready|月饼||G *||
ready|汤圆|元宵|P? S? *||
ready|粽子||*||
ready|沙琪玛||G E *||
ready|桃酥||G E? *||
ready|面包圈|甜甜圈|G E? M? *||
ready|披萨||G M *||
ready|汉堡||G *||
ready|薯条|炸薯条|G?||
ready|方便面||G *||
ready|果冻||*||
ready|冰淇淋|雪糕 冰棍|M *||
ready|巧克力||M S? *||
ready|果汁|橙汁 苹果汁|-||
ready|什锦蔬菜|杂菜 青豆玉米粒|-||
`
