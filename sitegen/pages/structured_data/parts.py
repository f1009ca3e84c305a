"""The nodes that many graphs have: publisher, website, page, trail, person, picture. Every URL in them is absolute."""

from typing import Any

from sitegen.newsroom.cards import Link, Picture
from sitegen.pages.markup import absolute
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
"""What schema.org lets a NewsMediaOrganization say of how it works."""


def given(node: Node) -> Node:
    """Return the node without what is empty."""
    return {key: value for key, value in node.items() if value or value is False}


def publisher_id(site: SiteInfo) -> str:
    return f"{site.base_url}/#publisher"


def website_id(site: SiteInfo) -> str:
    return f"{site.base_url}/#website"


def reference(identity: str) -> Node:
    return {"@id": identity}


def publisher(site: SiteInfo) -> Node:
    own = site.publisher
    return {
        "@type": "NewsMediaOrganization",
        "@id": publisher_id(site),
        "name": own.name,
        "url": own.url,
        "logo": image(own.logo, site) if own.logo else None,
        "foundingDate": own.founded,
        "email": own.email,
        "sameAs": list(own.same_as),
        **{name: own.policies[name] for name in POLICIES if name in own.policies},
    }


def website(page: PageInfo, site: SiteInfo) -> Node:
    node = {
        "@type": "WebSite",
        "@id": website_id(site),
        "url": f"{site.base_url}/",
        "name": site.title,
        "inLanguage": site.language,
        "publisher": reference(publisher_id(site)),
    }
    return {**node, "description": site.description} if page.url == site.url else node


def web_page(page: PageInfo, site: SiteInfo) -> Node:
    return {
        "@type": page.schema,
        "@id": page.canonical,
        "url": page.canonical,
        "name": page.title,
        "description": page.description,
        "inLanguage": page.lang,
        "isPartOf": reference(website_id(site)),
        "breadcrumb": reference(trail_id(page)) if page.breadcrumbs else None,
    }


def trail_id(page: PageInfo) -> str:
    return f"{page.canonical}#breadcrumb"


def breadcrumbs(page: PageInfo, site: SiteInfo) -> Node:
    """Return the way from the front to the page; {} where there is none."""
    if not page.breadcrumbs:
        return {}
    trail = [list_item(position, link, site) for position, link in enumerate(page.breadcrumbs, 1)]
    return {"@type": "BreadcrumbList", "@id": trail_id(page), "itemListElement": trail}


def list_item(position: int, link: Link, site: SiteInfo) -> Node:
    node = {"@type": "ListItem", "position": position, "name": link.title}
    return {**node, "item": absolute(link.url, site.origin)} if link.url else node


def image(picture: Picture, site: SiteInfo) -> Node:
    return given(
        {
            "@type": "ImageObject",
            "url": absolute(picture.url, site.origin),
            "width": picture.width,
            "height": picture.height,
            "description": picture.alt,
            "creditText": picture.credit,
            "license": picture.license if picture.license.startswith(("https://", "http://")) else "",
        }
    )


def person(name: str, url: str, site: SiteInfo, title: str = "") -> Node:
    return given({"@type": "Person", "name": name, "url": absolute(url, site.origin), "jobTitle": title})
