import Testing

@testable import Airworthy

@Suite("Repository URIs")
struct RepositoryURITests {
    static let web = "https://github.com/acme/web"

    @Test(
        "spellings of one repository are one",
        arguments: [
            ("https://github.com/acme/web", nil as String?), ("git+https://github.com/acme/web", nil),
            ("https://GitHub.com/acme/web.git", nil), ("https://github.com:443/acme/web/", nil),
            ("git+https://github.com/acme/web@refs/heads/main", "refs/heads/main"),
            ("git+https://github.com/acme/web.git@refs/heads/a@b", "refs/heads/a@b"), ("github.com/acme/web", nil),
        ])
    func same(_ text: String, _ ref: String?) {
        let located = RepositoryURI.locate(text, assuming: "https")
        #expect(located?.repository.description == Self.web)
        #expect(located?.ref == ref)
    }

    @Test(
        "other repositories are others",
        arguments: [
            "https://github.com/acme/webA", "https://github.com/Aacme/web", "https://github.com/acme/Web",
            "https://github.com/acme/web/x", "https://github.com/acme", "http://github.com/acme/web",
            "git://github.com/acme/web", "https://github.com.evil.example/acme/web", "https://evil.example/acme/web",
            "ssh://git@github.com/acme/web", "https://github.com:8443/acme/web", "https://github.com/acme%2Fweb",
            "https://evil.example/github.com/acme/web",
        ])
    func other(_ text: String) {
        let located = RepositoryURI.locate(text)
        #expect(located != nil)
        #expect(located?.repository.description != Self.web)
    }

    @Test(
        "what names no repository beyond doubt names none",
        arguments: [
            "", "github.com/acme/web", "https://github.com", "https://github.com/", "https:///acme/web",
            "https://github.com@evil.example/acme/web", "https://user:word@github.com/acme/web",
            "https://github.com/acme/../web", "https://github.com/acme//web", "https://github.com/acme/web?x=1",
            "https://github.com/acme/web#frag", "https://github.com/acme/web@", "https://github.com/acme/wéb",
            "https://github.com\\acme/web", "git+://github.com/acme/web", "https://github.com/.git",
            "https://github.com/acme/web\u{0}", "1https://github.com/acme/web",
        ])
    func none(_ text: String) {
        #expect(RepositoryURI.locate(text) == nil)
    }
}
