import Testing
import Trust

@testable import Airworthy

@Suite("Licence expressions")
struct LicenceExpressionTests {
    @Test("operators bind as the specification says")
    func precedence() {
        let text = "LGPL-2.1-only OR BSD-3-Clause AND MIT"
        guard case .any(let parts)? = LicenceExpression(text), case .all(let both) = parts.last else {
            Issue.record("not a choice between one and two")
            return
        }
        #expect(parts.count == 2)
        #expect(both.flatMap(\.licences).map(\.text) == ["BSD-3-Clause", "MIT"])
        #expect(LicenceExpression("(LGPL-2.1-only OR BSD-3-Clause) AND MIT") != LicenceExpression(text))
        #expect(LicenceExpression("LGPL-2.1-only OR (BSD-3-Clause AND MIT)") == LicenceExpression(text))
        #expect(
            LicenceExpression("GPL-2.0+ WITH Bison-exception-2.2 or MIT")?.licences.map(\.text) == [
                "GPL-2.0+ WITH Bison-exception-2.2", "MIT",
            ])
    }

    @Test(
        "what is no expression is refused",
        arguments: [
            "", " ", "AND", "MIT AND", "OR MIT", "MIT MIT", "(MIT", "MIT)", "()", "MIT WITH", "MIT WITH (a)",
            "MIT WITH a+", "(MIT OR ISC) WITH a", "MIT, ISC", "MIT/ISC", "+", "a++b", "MIT +", "DocumentRef-a:MIT",
            "LicenseRef-a:LicenseRef-b", "Apache License 2.0", "MIT\u{0}", "Mít",
            String(repeating: "(", count: 100) + "MIT" + String(repeating: ")", count: 100),
        ])
    func refused(_ text: String) {
        #expect(LicenceExpression(text) == nil)
    }

    @Test(
        "references to licences of one's own are identifiers",
        arguments: ["LicenseRef-acme", "DocumentRef-other:LicenseRef-acme", "LicenseRef-a.b-c OR MIT"])
    func references(_ text: String) {
        #expect(LicenceExpression(text) != nil)
    }

    private func rule(allowed: [String]? = nil, denied: [String] = [], accepts: Bool = false) throws -> LicenceRule {
        LicenceRule(
            allowed: try allowed?.map { try LicencePattern($0) }, denied: try denied.map { try LicencePattern($0) },
            acceptsUnknown: accepts)
    }

    private func component(_ licences: [String], unread: [String] = []) -> BillComponent {
        BillComponent(
            place: "/components/0", reference: nil, name: "a", version: nil, supplier: nil, producer: nil,
            packageURLs: [], identifiers: [], hashes: [], licences: licences, unreadLicences: unread)
    }

    @Test(
        "denied licences stand in the way only where one cannot choose around them",
        arguments: [
            (["MIT"], true), (["GPL-3.0-only"], false), (["gpl-3.0-ONLY"], false), (["GPL-3.0"], false),
            (["GPL-3.0+"], false), (["GPL-3.0-or-later"], false), (["MIT OR GPL-3.0-only"], true),
            (["MIT AND GPL-3.0-only"], false), (["MIT", "GPL-3.0-only"], false),
            (["MIT AND (ISC OR GPL-3.0-only)"], true), (["(MIT AND GPL-3.0-only) OR (ISC AND GPL-3.0-only)"], false),
            (["GPL-3.0-only WITH GCC-exception-3.1"], false), (["AGPL-3.0-only"], true),
        ])
    func denied(_ licences: [String], _ isUsable: Bool) throws {
        #expect((try rule(denied: ["GPL-3.0-only"]).objection(to: component(licences)) == nil) == isUsable)
    }

    @Test(
        "only what one may choose must be allowed",
        arguments: [
            (["MIT"], true), (["ISC"], false), (["MIT OR ISC"], true), (["MIT AND ISC"], false),
            (["Apache-2.0+"], true), (["LGPL-2.1-or-later"], true), (["Apache-2.0 WITH LLVM-exception"], true),
            (["GPL-2.0-only"], false), (["GPL-2.0-only WITH Classpath-exception-2.0"], true),
            (["GPL-2.0-only WITH Bison-exception-2.2"], false),
        ])
    func allowed(_ licences: [String], _ isUsable: Bool) throws {
        let rule = try rule(
            allowed: ["MIT", "Apache-*", "LGPL-2.1-only", "GPL-2.0-only WITH Classpath-exception-2.0"])
        #expect((rule.objection(to: component(licences)) == nil) == isUsable)
    }

    @Test("a rule for a licence with its exception speaks before one for the licence")
    func pairs() throws {
        let rule = try rule(
            allowed: ["GPL-2.0-only WITH Classpath-exception-2.0", "MIT"], denied: ["MIT WITH a-exception"])
        #expect(rule.objection(to: component(["MIT WITH a-exception"])) == .refused(["MIT WITH a-exception"]))
        #expect(rule.objection(to: component(["MIT"])) == nil)
    }

    @Test(
        "what is no identifier of the list is known by nobody, unless a rule names it",
        arguments: ["GPLv3", "gpl3", "LicenseRef-acme", "MIT AND GPLv3", "Classpath-exception-2.0", "Apache-2"])
    func unlisted(_ text: String) throws {
        guard case .unknown(let what)? = try rule(denied: ["GPL-*"]).objection(to: component([text])) else {
            Issue.record("\(text) is judged")
            return
        }
        #expect(what.contains("nobody here knows what it asks"))
        #expect(try rule(denied: ["GPL-*"], accepts: true).objection(to: component([text])) == nil)
        #expect(try rule(allowed: ["MIT", "*"]).objection(to: component([text])) == nil)
        #expect(try rule(denied: ["GPL-*"]).objection(to: component(["MIT OR \(text)"])) == nil)
    }

    @Test("what cannot be read beside what can is not passed over, and a denied one is told first")
    func unread() throws {
        let rule = try rule(denied: ["GPL-*"])
        let both = component(["MIT"], unread: ["NOASSERTION"])
        #expect(rule.objection(to: both) == .unknown("has the licence `NOASSERTION`, which is not read"))
        #expect(try self.rule(denied: ["GPL-*"], accepts: true).objection(to: both) == nil)
        #expect(rule.objection(to: component(["GPL-3.0-only"], unread: ["x"])) == .refused(["GPL-3.0-only"]))
        #expect(rule.objection(to: component(["The Acme Licence", "GPL-3.0-only"])) == .refused(["GPL-3.0-only"]))
    }

    @Test("the list holds licences of every age, and no exception")
    func list() {
        let list = SPDXLicenceList.licences
        #expect(list.count > 650)
        for name in ["mit", "gpl-2.0+", "gpl-2.0", "agpl-3.0-only", "0bsd", "zpl-2.1"] { #expect(list.contains(name)) }
        for name in ["classpath-exception-2.0", "389-exception", "gplv3", ""] { #expect(!list.contains(name)) }
    }

    @Test("a name is no expression, and may still be named")
    func names() throws {
        #expect(try rule(denied: ["the acme licence"]).objection(to: component(["The  Acme Licence"])) != nil)
        #expect(try rule(allowed: ["The Acme Licence"]).objection(to: component(["the acme licence"])) == nil)
        #expect(try rule(denied: ["GPL-*"]).objection(to: component([])) == .unknown("says nothing of its licence"))
    }
}
