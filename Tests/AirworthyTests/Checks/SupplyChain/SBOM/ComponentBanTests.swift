import Testing
import Trust

@testable import Airworthy

@Suite("Banned components: by any name a document has for them")
struct ComponentBanTests {
    private func component(
        _ name: String, version: String? = "1.0.0", group: String? = nil, purls: [String] = []
    ) -> BillComponent {
        BillComponent(
            place: "/components/0", reference: nil, group: group, name: name, version: version, supplier: nil,
            producer: nil, packageURLs: purls.compactMap { PackageURL($0) }, identifiers: purls, hashes: [],
            licences: [])
    }

    @Test("every package URL counts, with and without qualifiers")
    func purls() throws {
        let twice = component("a", purls: ["pkg:npm/a@1.0.0", "pkg:npm/event-stream@3.3.6?arch=x"])
        #expect(ComponentBan(try Glob("pkg:npm/event-stream@*")).covers(twice))
        #expect(ComponentBan(try Glob("pkg:npm/event-stream@3.3.6?arch=x".replacing("?", with: "*"))).covers(twice))
        #expect(!ComponentBan(try Glob("pkg:npm/b@*")).covers(twice))
    }

    @Test(
        "what CycloneDX says before the name belongs to it",
        arguments: [
            ("log4j-core", true), ("org.apache.logging.log4j/log4j-core", true),
            ("org.apache.logging.log4j:log4j-core", true), ("org.apache.*/log4j-core", true), ("log4j", false),
        ])
    func groups(pattern: String, isFound: Bool) throws {
        let found = component("log4j-core", group: "org.apache.logging.log4j")
        #expect(ComponentBan(try Glob(pattern)).covers(found) == isFound)
    }

    @Test(
        "of a component without package URL its name decides, whatever its type",
        arguments: [
            ("pkg:npm/event-stream@*", "event-stream", nil, true), ("pkg:npm/event-stream", "event-stream", nil, true),
            ("pkg:npm/event-stream@3.*", "event-stream", nil, false), ("pkg:npm/%40acme/web@*", "web", "@acme", true),
            ("pkg:npm/%40acme/web@*", "web", "other", false), ("pkg:npm/%40acme/web@*", "web", nil, true),
            ("pkg:maven/**", "log4j-core", nil, false), ("pkg:npm/*@*", "web", nil, false),
        ] as [(String, String, String?, Bool)])
    func nameless(pattern: String, name: String, group: String?, isFound: Bool) throws {
        #expect(ComponentBan(try Glob(pattern)).covers(component(name, group: group)) == isFound)
        // With a package URL of its own, that one decides.
        let other = component(name, group: group, purls: ["pkg:deb/debian/other@1"])
        #expect(!ComponentBan(try Glob(pattern)).covers(other))
    }

    @Test("a component without version is banned in every version, and not in one")
    func versionless() throws {
        let found = component("event-stream", version: nil)
        #expect(ComponentBan(try Glob("pkg:npm/event-stream@*")).covers(found))
        #expect(!ComponentBan(try Glob("pkg:npm/event-stream@3.3.6")).covers(found))
    }
}
