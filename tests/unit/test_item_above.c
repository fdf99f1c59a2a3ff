/* SPDX-License-Identifier: Apache-2.0 */
#include "item_above.h"
#include "testing.h"

static const char report[] =
    "Nach einem Überfall auf einen Juwelier am Alten Wall hat die Polizei zwei "
    "Männer im Alter von 24 und 31 Jahren festgenommen. Sie sollen mit einem "
    "gestohlenen Auto in das Schaufenster gefahren sein und Uhren im Wert von "
    "180.000 Euro erbeutet haben. Ein dritter Verdächtiger ist auf der Flucht.";

static bool above(const char *text)
{
	return rp_item_above(str(text), str(report));
}

Test(item_above, tells_news_from_a_standfirst)
{
	cr_assert(above("Kurz notiert\nDie Stadtwerke erneuern von Montag an "
			"die Gasleitung in der Norderstraße. Anwohner müssen "
			"bis zum 27. März mit Sperrungen rechnen.\n"));
	cr_assert(above("Der Rat von Foix stimmte gestern für die Halle. Die "
			"Arbeiten kosten zwölf Millionen und beginnen im "
			"Oktober, sagte der Bürgermeister.\n"));
	cr_assert(!above("Zwei Männer sitzen nach dem Überfall auf einen "
			 "Juwelier in Haft. Ein dritter Verdächtiger ist noch "
			 "auf der Flucht, sagte die Polizei.\n"));
	/* a caption says little */
	cr_assert(!above("Ein Streifenwagen steht vor einem Gebäude.\n"));
	/* and headings are no sentences */
	cr_assert(!above("Stadtwerke erneuern Gasleitung Norderstraße Anwohner "
			 "Sperrungen Buslinie Marktplatz Umleitung\n"));
	cr_assert(!above(""));
}

Test(item_above, reads_scripts_that_do_not_part_words)
{
	const struct rp_str below = str("警方周三表示，已逮捕两名涉嫌抢劫珠宝店"
					"的男子，年龄分别为24岁和31岁。"
					"两人周一驾驶偷来的汽车撞破橱窗。");

	cr_assert(rp_item_above(
	    str("市政公司下周起更换北街燃气管道，居民须绕行至月底。"), below));
	cr_assert(!rp_item_above(
	    str("两名涉嫌抢劫珠宝店的男子已被警方逮捕，两人驾驶偷来的汽车。"),
	    below));
}
