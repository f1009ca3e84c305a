"""The nodes that many graphs have: publisher, website, page, trail, person, picture. Every URL in them is absolute."""

from typing import Any

from sitegen.newsroom.cards import Link, Picture
from sitegen.pages.markup import make_absolute, make_plain
from sitegen.pages.values import PageInfo, SiteInfo

Node = dict[str, Any]

POLICIES = (
    "actionableFeedbackPolicy",
    "correctionsPolicy",
    "diversityPolicy",
    "diversityStaffingReport",
    "ethicsPolicy",
    "masthead",
    "missionCoveragePrioritiesPolicy",
    "noBylinesPolicy",
    "ownershipFundingInfo",
    "publishingPrinciples",
    "unnamedSourcesPolicy",
    "verificationFactCheckingPolicy",
)
"""Properties of schema.org's NewsMediaOrganization for its policies"""


def drop_empty(node: Node) -> Node:
    """Return the node without what is empty."""
    return {key: value for key, value in node.items() if value or value is False}


def make_publisher_id(site: SiteInfo) -> str:
    return f"{site.base_url}/#publisher"


def make_website_id(site: SiteInfo) -> str:
    return f"{site.base_url}/#website"


def make_reference(identity: str) -> Node:
    return {"@id": identity}


def make_publisher(site: SiteInfo) -> Node:
    own = site.publisher
    return {
        "@type": "NewsMediaOrganization",
        "@id": make_publisher_id(site),
        "name": own.name,
        "url": own.url,
        "logo": make_image(own.logo, site) if own.logo else None,
        "foundingDate": own.founded,
        "email": own.email,
        "sameAs": list(own.same_as),
        **{name: own.policies[name] for name in POLICIES if name in own.policies},
    }


def make_website(page: PageInfo, site: SiteInfo) -> Node:
    node = {
        "@type": "WebSite",
        "@id": make_website_id(site),
        "url": f"{site.base_url}/",
        "name": site.title,
        "inLanguage": site.language,
        "publisher": make_reference(make_publisher_id(site)),
    }
    return {**node, "description": site.description} if page.url == site.url else node


def make_web_page(page: PageInfo, site: SiteInfo) -> Node:
    return {
        "@type": page.schema,
        "@id": get_page_url(page, site),
        "url": get_page_url(page, site),
        "name": page.title,
        "description": page.description,
        "inLanguage": page.lang,
        "isPartOf": make_reference(make_website_id(site)),
        "breadcrumb": make_reference(make_breadcrumbs_id(page, site)) if page.breadcrumbs else None,
    }


def get_page_url(page: PageInfo, site: SiteInfo) -> str:
    """Return the absolute URL of the page itself, also where another one is canonical."""
    return make_absolute(page.url, site.origin)


def make_breadcrumbs_id(page: PageInfo, site: SiteInfo) -> str:
    return f"{get_page_url(page, site)}#breadcrumb"


def make_breadcrumbs(page: PageInfo, site: SiteInfo) -> Node:
    """Return the way from the front to the page; {} where there is none."""
    if not page.breadcrumbs:
        return {}
    trail = [make_list_item(position, link, site) for position, link in enumerate(page.breadcrumbs, 1)]
    return {"@type": "BreadcrumbList", "@id": make_breadcrumbs_id(page, site), "itemListElement": trail}


def make_list_item(position: int, link: Link, site: SiteInfo) -> Node:
    node = {"@type": "ListItem", "position": position, "name": link.title}
    return {**node, "item": make_absolute(link.url, site.origin)} if link.url else node


def make_image(picture: Picture, site: SiteInfo) -> Node:
    return drop_empty(
        {
            "@type": "ImageObject",
            "url": make_absolute(picture.url, site.origin),
            "width": picture.width,
            "height": picture.height,
            "description": picture.alt,
            "caption": make_plain(picture.caption),
            "creditText": picture.credit,
            "license": picture.license if picture.license.startswith(("https://", "http://")) else "",
        }
    )


def make_person(name: str, url: str, site: SiteInfo, title: str = "") -> Node:
    return drop_empty({"@type": "Person", "name": name, "url": make_absolute(url, site.origin), "jobTitle": title})
