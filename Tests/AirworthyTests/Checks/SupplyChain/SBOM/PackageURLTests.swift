import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

@Suite("Package URLs")
struct PackageURLTests {
    @Test(
        "the specification's own tests agree",
        .enabled(if: Fixtures.has("08-sbom-quality/purl-spec/tests/spec")))
    func specification() throws {
        let file = try #require(Fixtures.root)
            .appending(path: "08-sbom-quality/purl-spec/tests/spec/specification-test.json")
        let root = try JSONDocument(Array(try Data(contentsOf: file)), name: "tests").root
        let tests = try #require(root["tests"]?.elements)
        for test in tests {
            let input = try #require(test["input"])
            let found = input.string.map { PackageURL($0) } ?? Self.built(input)
            let expected = test["expected_failure"]?.bool == true ? nil : test["expected_output"]?.string
            #expect(found?.description == expected, "\(test["description"]?.string ?? "")")
        }
        #expect(tests.count == 18)
    }

    private static func built(_ parts: JSONValue) -> PackageURL? {
        PackageURL(
            type: parts["type"]?.string ?? "",
            namespace: (parts["namespace"]?.string ?? "").split(separator: "/").map(String.init),
            name: parts["name"]?.string ?? "", version: parts["version"]?.string,
            qualifiers: Dictionary(
                uniqueKeysWithValues: (parts["qualifiers"]?.members ?? []).map { ($0.key, $0.value.string ?? "") }),
            subpath: (parts["subpath"]?.string ?? "").split(separator: "/").map(String.init))
    }

    @Test(
        "every spelling has one canonical one",
        arguments: [
            ("pkg:npm/%40acme/web@1.0.0", "pkg:npm/%40acme/web@1.0.0"),
            ("pkg:npm/@acme/web", "pkg:npm/%40acme/web"), ("pkg:npm/@acme/web@1", "pkg:npm/%40acme/web@1"),
            ("PKG:PyPI/Django_Rest@1.0", "pkg:pypi/django-rest@1.0"),
            ("pkg://github/Acme/Web", "pkg:github/acme/web"), ("pkg:maven/Org.Acme/Web", "pkg:maven/Org.Acme/Web"),
            (
                "pkg:deb/Debian/curl@7.50.3-1+b1?distro=jessie&arch=i386",
                "pkg:deb/debian/curl@7.50.3-1%2Bb1?arch=i386&distro=jessie"
            ),
            ("pkg:golang/acme.example/api@v1#/cmd//./run/", "pkg:golang/acme.example/api@v1#cmd/run"),
            (
                "pkg:oci/web@sha256%3Aab?repository_url=ghcr.io/acme",
                "pkg:oci/web@sha256:ab?repository_url=ghcr.io%2Facme"
            ),
            ("pkg:generic/a@1?empty=&b=c", "pkg:generic/a@1?b=c"), ("pkg:generic/a@", "pkg:generic/a"),
            ("pkg:generic/%C3%A9", "pkg:generic/%C3%A9"),
        ])
    func canonical(_ text: String, _ expected: String) {
        #expect(PackageURL(text)?.description == expected)
        #expect(PackageURL(expected)?.description == expected)
    }

    @Test(
        "what is none is refused",
        arguments: [
            "", "pkg:", "pkg:npm", "pkg:npm/", "npm/web@1", "pkg:npm/web?=1", "pkg:npm/web?a", "pkg:npm/web?a=1&A=2",
            "pkg:npm/%zz", "pkg:npm/%C3", "pkg:npm/a%", "pkg:1npm/web", "pkg:n_pm/web", "https://acme.example",
        ])
    func refused(_ text: String) {
        #expect(PackageURL(text) == nil)
    }
}
