"""What a site.toml that does not say otherwise gets: the story types, their sections, two sidebar slots."""

from sitegen.config.model import ArticleType, SectionRule, Slot

REPORT_SECTIONS = tuple(SectionRule(name) for name in ("What to Know", "What Happened", "Why it Matters"))

TYPES = (
    ArticleType("report", REPORT_SECTIONS),
    ArticleType("analysis", schema="AnalysisNewsArticle", label="Analysis"),
    ArticleType("opinion", schema="OpinionNewsArticle", label="Opinion"),
    ArticleType("explainer", schema="BackgroundNewsArticle", label="Explainer"),
    ArticleType("interview", schema="ReportageNewsArticle", label="Interview"),
    ArticleType("review", schema="ReviewNewsArticle", label="Review"),
    ArticleType("obituary", schema="NewsArticle", label="Obituary"),
    ArticleType("live", schema="LiveBlogPosting", label="Live"),
    ArticleType("gallery", schema="NewsArticle", label="Gallery"),
    ArticleType("video", schema="NewsArticle", label="Video"),
    ArticleType("podcast", schema="NewsArticle", label="Podcast"),
    ArticleType("letter", schema="OpinionNewsArticle", label="Letter"),
    ArticleType("press-release", schema="NewsArticle", label="Press release"),
)
"""The story types that there are without [types], with their schema.org types."""

SLOTS = (
    Slot("sidebar-top", "article.sidebar", ((300, 250),)),
    Slot("sidebar-bottom", "article.sidebar", ((300, 250),)),
)

SCHEMA_TYPES = (
    "NewsArticle",
    "AnalysisNewsArticle",
    "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "AdvertiserContentArticle",
    "Article",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "SatiricalArticle",
    "ScholarlyArticle",
    "TechArticle",
)
"""schema.org's Article and its subtypes that a story may be."""

PLACES = (
    "article.top",
    "article.body",
    "article.sidebar",
    "front.top",
    "front.row",
    "front.sidebar",
    "category.top",
    "category.row",
    "category.sidebar",
)
"""Where a slot may be."""
