"""Who is behind an embed's address, and which address shows it in a frame."""

import pytest

from sitegen.source.markdown.render.providers import Provider, provider_of


@pytest.mark.parametrize(
    ("url", "name", "frame"),
    [
        ("https://www.youtube.com/watch?v=abc_DEF-123&t=9", "YouTube", "https://www.youtube-nocookie.com/embed/abc_DEF-123"),
        ("https://www.youtube.com/watch?t=9&v=abc_DEF-123", "YouTube", "https://www.youtube-nocookie.com/embed/abc_DEF-123"),
        ("https://youtu.be/abc_DEF-123?si=x", "YouTube", "https://www.youtube-nocookie.com/embed/abc_DEF-123"),
        ("https://m.youtube.com/shorts/abcdefg", "YouTube", "https://www.youtube-nocookie.com/embed/abcdefg"),
        ("https://vimeo.com/123", "Vimeo", "https://player.vimeo.com/video/123?dnt=1"),
        ("https://www.dailymotion.com/video/x1", "Dailymotion", "https://geo.dailymotion.com/player.html?video=x1"),
        ("https://www.tiktok.com/@a.b/video/99", "TikTok", "https://www.tiktok.com/embed/v2/99"),
        ("https://x.com/a/status/9", "X", "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=9"),
        ("https://twitter.com/a/status/9", "X", "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=9"),
        ("https://www.instagram.com/p/Ab-1/", "Instagram", "https://www.instagram.com/p/Ab-1/embed/"),
        ("https://www.facebook.com/a/posts/1", "Facebook",
         "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1"),
        ("https://bsky.app/profile/did:plc:x/post/3k", "Bluesky", "https://embed.bsky.app/embed/did:plc:x/app.bsky.feed.post/3k"),
        ("https://bsky.app/profile/ann.example/post/3k", "Bluesky", ""),
        ("https://mastodon.social/@ann/109876543210", "Mastodon", "https://mastodon.social/@ann/109876543210/embed"),
        ("https://open.spotify.com/intl-de/episode/1a", "Spotify", "https://open.spotify.com/embed/episode/1a"),
        ("https://podcasts.apple.com/us/podcast/x/id1?i=2", "Apple Podcasts",
         "https://embed.podcasts.apple.com/us/podcast/x/id1?i=2"),
        ("https://soundcloud.com/a/b", "SoundCloud", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb"),
        ("https://datawrapper.dwcdn.net/aB3dE/2/", "Datawrapper", "https://datawrapper.dwcdn.net/aB3dE/"),
        ("https://public.flourish.studio/visualisation/12/", "Flourish", "https://flo.uri.sh/visualisation/12/embed"),
        ("https://www.google.com/maps/embed?pb=x", "Google Maps", "https://www.google.com/maps/embed?pb=x"),
        ("https://www.google.com/maps/place/x", "Google Maps", ""),
        ("https://www.openstreetmap.org/#map=5/1/2", "OpenStreetMap", ""),
        ("https://www.documentcloud.org/documents/123-a-b", "DocumentCloud",
         "https://embed.documentcloud.org/documents/123/?embed=1"),
        ("https://archive.org/details/a.b", "Internet Archive", "https://archive.org/embed/a.b"),
        ("https://www.example.org/a", "example.org", ""),
        ("https://notyoutube.com/watch?v=abcdefg", "notyoutube.com", ""),
        ("mailto:a@b.org", "", ""),
    ],
)  # fmt: skip
def test_the_provider_and_its_frame(url: str, name: str, frame: str) -> None:
    assert provider_of(url) == Provider(name, frame)
