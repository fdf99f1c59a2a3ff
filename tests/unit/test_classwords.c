/* SPDX-License-Identifier: Apache-2.0 */
#include "classwords.h"

#include <criterion/criterion.h>

Test(classwords, know_furniture)
{
	static const char *const names[] = {
	    "related",	     "related-stories", "article_share",
	    "storyComments", "js-menu",		"l-sidebar wide",
	    "a newsletter",  "post-author",	"SocialBar social",
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		cr_assert(rp_classwords_furniture(names[i]), "%s", names[i]);
}

Test(classwords, do_not_see_furniture_in_slugs_and_parts)
{
	static const char *const names[] = {
	    "",
	    "header-image-of-menu-prices-in-town",
	    "shared",
	    "unrelated",
	    "overflow-hidden",
	    "related-article-body", /* names a body */
	    "the-author-of-the-article",
	    "heading",
	    "-",
	    "___",
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		cr_assert(!rp_classwords_furniture(names[i]), "%s", names[i]);
	cr_assert(!rp_classwords_furniture(NULL));
}

Test(classwords, know_bodies_and_comments)
{
	cr_assert(rp_classwords_body("entry-content"));
	cr_assert(rp_classwords_body("x ArticleBody"));
	cr_assert(rp_classwords_body("post__main-text"));
	cr_assert(rp_classwords_body("storytext"));
	cr_assert(!rp_classwords_body("content"));
	cr_assert(!rp_classwords_body("body-of-an-article"));
	cr_assert(rp_classwords_comments("disqus_thread"));
	cr_assert(!rp_classwords_comments("commented"));
	cr_assert(rp_classwords_comments("comment-list"));
	cr_assert(rp_classwords_comments("liste-commentaires"));
	cr_assert(!rp_classwords_comments("avec-commentaires"));
	cr_assert(!rp_classwords_comments("category-kommentare"));
	cr_assert(!rp_classwords_furniture("paywall"));
	cr_assert(!rp_classwords_furniture("paywall-content"));
	cr_assert(rp_classwords_furniture("paywall-overlay"));
	cr_assert(!rp_classwords_furniture("subscriber-only"));
	cr_assert(rp_classwords_furniture("subscribe-now"));
}

Test(classwords, know_compounds_written_as_one)
{
	cr_assert(rp_classwords_furniture("relatedpoststitle"));
	cr_assert(rp_classwords_furniture("x-advertWrap"));
	cr_assert(!rp_classwords_furniture("correlated"));
}

Test(classwords, keep_embedded_posts)
{
	cr_assert(!rp_classwords_furniture("social-media-embed"));
	cr_assert(rp_classwords_furniture("social-media"));
}

Test(classwords, know_bylines_and_pictures)
{
	cr_assert(rp_classwords_byline("post-author"));
	cr_assert(!rp_classwords_byline("has-author-in-the-name"));
	cr_assert(rp_classwords_provider("article-source"));
	cr_assert(rp_classwords_picture("inline-image-wrap"));
	cr_assert(!rp_classwords_picture("article"));
}
