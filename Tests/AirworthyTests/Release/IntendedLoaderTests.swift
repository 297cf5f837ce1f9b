import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("What a release intends to change")
struct IntendedLoaderTests {
    private func load(_ intended: String) throws(InputError) -> Intended {
        try ReleaseLoader.load(Samples.manifest() + Array("\n\(intended)\n".utf8), source: "release.yaml").intended
    }

    @Test("entries are read with their places")
    func entries() throws {
        let intended = try load(
            """
            intended:
              terraform:
                - {address: aws_sqs_queue.orders, actions: [create]}
                - {drift: a.b, actions: [update], paths: [/x], before: 1, after: two, optional: true, scope: blue}
                - {output: url, actions: [delete]}
                - {address: a.new, actions: [move], from: a.old}
              kubernetes:
                - {object: apps/v1/Deployment/shop/web, actions: [update], paths: [/spec/replicas]}
            """)
        #expect(
            intended.terraform.map(\.target) == [
                .address("aws_sqs_queue.orders"), .drift("a.b"), .output("url"), .address("a.new"),
            ])
        #expect(intended.terraform[1].paths == ["/x"])
        #expect(intended.terraform[1].scope == "blue")
        #expect(intended.terraform[1].isOptional)
        #expect(intended.terraform[3].movedFrom == "a.old")
        #expect(intended.kubernetes.map(\.object) == ["apps/v1/Deployment/shop/web"])
        #expect(intended.kubernetes.map(\.actions) == [[.update]])
    }

    @Test("a release without the section declares no change")
    func none() throws {
        #expect(try load("flags: {}") == .nothing)
        #expect(try load("intended: {}") == .nothing)
    }

    @Test(
        "a line that could mean two things, or nothing, is refused",
        arguments: [
            ("terraform: [{actions: [create]}]", "ambiguous-target"),
            ("terraform: [{address: a.b, output: c, actions: [create]}]", "ambiguous-target"),
            ("terraform: [{address: a.b}]", "missing-key"), ("terraform: [{address: a.b, actions: []}]", "bad-actions"),
            ("terraform: [{address: a.b, actions: [create, create]}]", "bad-actions"),
            ("terraform: [{address: a.b, actions: [destroy]}]", "unknown-value"),
            ("terraform: [{address: a.b, actions: create}]", "wrong-type"),
            ("terraform: [{address: a.b, actions: [create], paths: [/x]}]", "paths-without-update"),
            ("terraform: [{address: a.b, actions: [update], paths: [x]}]", "bad-pointer"),
            ("terraform: [{address: a.b, actions: [update], after: 1}]", "values-without-path"),
            ("terraform: [{address: a.b, actions: [update], paths: [/x, /y], before: 1}]", "values-without-path"),
            ("terraform: [{address: a.b, actions: [move]}]", "move-without-from"),
            ("terraform: [{address: a.b, actions: [create], from: a.c}]", "move-without-from"),
            ("terraform: [{address: \"a.b[*]\", actions: [delete]}]", "wildcard-action"),
            ("terraform: [{drift: \"a.b[*]\", actions: [delete]}]", "wildcard-action"),
            ("terraform: [{address: a.b, actions: [update], pats: [/x]}]", "unknown-key"),
            ("kubernetes: [{object: web, actions: [update]}]", "bad-object"),
            ("kubernetes: [{object: v1/Service/shop/web, actions: [replace]}]", "unknown-value"),
            ("kubernetes: [{object: v1/Service/shop/web, actions: [delete], paths: [/x]}]", "paths-without-update"),
            ("helm: []", "unknown-key"),
        ])
    func refused(line: String, code: String) {
        #expect(refusalCode { try load("intended:\n  \(line)") } == code)
    }
}
