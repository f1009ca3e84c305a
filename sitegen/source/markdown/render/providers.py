"""The provider of an embed's URL, and the URL that shows it in a frame once the reader asks for it."""

import re
from urllib.parse import parse_qs, quote, urlsplit

from msgspec import Struct


class Provider(Struct, frozen=True):
    name: str
    """As it is shown; no translation needed."""
    frame: str = ""
    """URL to load on a click; "" if it has none."""


_RULES: tuple[tuple[str, str, str, str], ...] = (
    # name, hosts, path or path?v=id, URL of the frame
    ("YouTube", r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com", r"/(?:watch\?v=|shorts/|embed/|live/|v/)([\w-]{6,})", "https://www.youtube-nocookie.com/embed/{0}"),
    ("YouTube", r"youtu\.be", r"/([\w-]{6,})", "https://www.youtube-nocookie.com/embed/{0}"),
    ("Vimeo", r"(?:www\.|player\.)?vimeo\.com", r"/(?:video/)?(\d+)", "https://player.vimeo.com/video/{0}?dnt=1"),
    ("Dailymotion", r"(?:www\.)?dailymotion\.com", r"/(?:embed/)?video/(\w+)", "https://geo.dailymotion.com/player.html?video={0}"),
    ("TikTok", r"(?:www\.)?tiktok\.com", r"/@[\w.-]+/video/(\d+)", "https://www.tiktok.com/embed/v2/{0}"),
    ("Twitch", r"(?:www\.)?twitch\.tv", r"/videos/(\d+)", ""),
    ("X", r"(?:www\.|mobile\.)?(?:twitter|x)\.com", r"/\w+/status/(\d+)", "https://platform.twitter.com/embed/Tweet.html?dnt=true&id={0}"),
    ("Instagram", r"(?:www\.)?instagram\.com", r"/(p|reel|tv)/([\w-]+)", "https://www.instagram.com/{0}/{1}/embed/"),
    ("Threads", r"(?:www\.)?threads\.(?:net|com)", r"/(@[\w.]+)/post/([\w-]+)", "https://www.threads.net/{0}/post/{1}/embed"),
    ("Facebook", r"(?:www\.|m\.)?facebook\.com", r"/.+", "https://www.facebook.com/plugins/post.php?href={url}"),
    ("Bluesky", r"bsky\.app", r"/profile/(did:[\w:]+)/post/(\w+)", "https://embed.bsky.app/embed/{0}/app.bsky.feed.post/{1}"),
    ("Bluesky", r"bsky\.app", r"/.*", ""),
    ("Reddit", r"(?:www\.|old\.)?reddit\.com", r"(/r/\w+/comments/.+)", "https://embed.reddit.com{0}"),
    ("Telegram", r"t\.me", r"/(\w+)/(\d+)", "https://t.me/{0}/{1}?embed=1"),
    ("Mastodon", r"[\w.-]+", r"/(@[\w.-]+(?:@[\w.-]+)?)/(\d{10,})", "{origin}/{0}/{1}/embed"),
    ("Spotify", r"open\.spotify\.com", r"/(?:intl-\w+/)?(?:embed/)?(episode|show|track|album|playlist)/(\w+)", "https://open.spotify.com/embed/{0}/{1}"),
    ("Apple Podcasts", r"(?:embed\.)?podcasts\.apple\.com", r"(/.+)", "https://embed.podcasts.apple.com{0}"),
    ("SoundCloud", r"(?:www\.|m\.)?soundcloud\.com", r"/.+", "https://w.soundcloud.com/player/?url={url}"),
    ("Datawrapper", r"(?:www\.)?(?:datawrapper\.dwcdn\.net|datawrapper\.de)", r"/(?:_/)?(\w{5})\b.*", "https://datawrapper.dwcdn.net/{0}/"),
    ("Flourish", r"(?:public\.flourish\.studio|flo\.uri\.sh)", r"/(visualisation|story)/(\d+)", "https://flo.uri.sh/{0}/{1}/embed"),
    ("Infogram", r"(?:e\.)?infogram\.com", r"/([\w-]+)", "https://e.infogram.com/{0}?src=embed"),
    ("OpenStreetMap", r"(?:www\.)?openstreetmap\.org", r"(/export/embed\.html\?.+)", "https://www.openstreetmap.org{0}"),
    ("OpenStreetMap", r"(?:www\.)?openstreetmap\.org", r".*", ""),
    ("Google Maps", r"(?:www\.|maps\.)?google\.[a-z.]+", r"/maps/(?:d/(?:u/\d/)?)?(embed\?.+)", "https://www.google.com/maps/{0}"),
    ("Google Maps", r"(?:maps\.app\.goo\.gl|(?:www\.|maps\.)?google\.[a-z.]+)", r"/maps.*|/\w+", ""),
    ("DocumentCloud", r"(?:www\.|embed\.|beta\.)?documentcloud\.org", r"/documents/(\d+)", "https://embed.documentcloud.org/documents/{0}/?embed=1"),
    ("Internet Archive", r"archive\.org", r"/(?:details|embed)/([\w.-]+)", "https://archive.org/embed/{0}"),
    ("Scribd", r"(?:www\.)?scribd\.com", r"/(?:document|doc|embeds)/(\d+)", "https://www.scribd.com/embeds/{0}/content"),
)  # fmt: skip
"""By the providers' own embed codes, as of 2026."""


def provider_of(url: str) -> Provider:
    """Return who serves an https URL; of an unknown one the name is its host."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    video = parse_qs(parts.query).get("v", [""])[0]
    if parts.path == "/watch" and video:
        path = f"/watch?v={video}"
    for name, hosts, pattern, frame in _RULES:
        if re.fullmatch(hosts, host) and (match := re.match(pattern, path)):
            origin = f"https://{host}"
            return Provider(name, frame.format(*match.groups(), url=quote(url, safe=""), origin=origin))
    return Provider(host.removeprefix("www."))
