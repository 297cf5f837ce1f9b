import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("http: an address must answer as it should")
struct HTTPCheckTests {
    private static let url = "https://shop.example/healthz?token=hunter2"
    private static let healthy = """
        url: "\(url)"
        expect: {status: 200, headers: {Content-Type: application/json}, body: {json: {/status: up}}}
        """

    @Test("what is expected passes, and what was seen is kept without the query")
    func passes() async throws {
        let answer = try await ask(Self.healthy, 200, [("content-type", "application/json")], #"{"status": "up"}"#)
        #expect(answer.summary == "`https://shop.example/healthz` answers 200, 3 of 3 as expected")
        #expect(answer.evidence.map(\.uri) == ["GET https://shop.example/healthz", "body"])
        let head = String(decoding: answer.evidence.first?.content ?? [], as: UTF8.self)
        #expect(
            head == #"{"bodyIsWhole":true,"headers":{"content-type":["application/json"]},"method":"GET","#
                + #""status":200,"url":"https://shop.example/healthz","verified":true}"#)
        #expect(answer.evidence.last?.content == Array(#"{"status": "up"}"#.utf8))
    }

    @Test(
        "what is not as expected is found by name",
        arguments: [
            (503, "application/json", #"{"status": "up"}"#, [HTTPCode.statusMismatch]),
            (204, "application/json", #"{"status": "up"}"#, [.statusMismatch]),
            (200, "text/html", #"{"status": "up"}"#, [.headerMismatch]),
            (200, "application/json; charset=utf-8", #"{"status": "up"}"#, [.headerMismatch]),
            (200, nil, #"{"status": "up"}"#, [.headerMismatch]),
            (200, "application/json", #"{"status": "down"}"#, [.bodyMismatch]),
            (200, "application/json", #"{"state": "up"}"#, [.bodyMismatch]),
            (200, "application/json", #"["up"]"#, [.bodyMismatch]),
            (200, "application/json", #"{"status": "up", "status": "down"}"#, [.bodyNotJSON]),
            (200, "application/json", "", [.bodyNotJSON]),
            (500, "text/html", "<html>", [.statusMismatch, .headerMismatch, .bodyNotJSON]),
        ] as [(Int, String?, String, [HTTPCode])])
    func findings(status: Int, type: String?, body: String, codes: [HTTPCode]) async throws {
        let headers = type.map { [("content-type", $0)] } ?? []
        let answer = try await ask(Self.healthy, status, headers, body)
        #expect(answer.codes == codes)
        #expect(!answer.isInconclusive)
    }

    @Test(
        "a body is held against matchers, and what they cannot tell decides nothing",
        arguments: [
            ("jsonpath: {$.ready: {ge: 3}}", #"{"ready": 3}"#, [], false),
            ("jsonpath: {$.ready: {ge: 3}}", #"{"ready": 2}"#, [.bodyMismatch], false),
            ("jsonpath: {$.ready: {ge: 3}}", "{}", [.bodyUntold], true),
            ("jsonpath: {$.ready: {not: {equals: 3}}}", "{}", [.bodyUntold], true),
            ("jsonpath: {$.ready: {ge: 3}}", #"{"ready": "3"}"#, [.bodyUntold], true),
            ("jsonpath: {\"$.checks[*].ok\": {every: {equals: true}}}", #"{"checks": []}"#, [.bodyUntold], true),
            ("jsonpath: {$.ready: {ge: 3}}", "ready", [.bodyNotJSON], false),
            ("text: {matches: \"v[0-9]+\"}", "v12", [], false),
            ("text: {matches: \"v[0-9]+\"}", "v12!", [.bodyMismatch], false),
            ("text: {not: {contains: down}}", "", [.bodyUntold], true),
            ("{contains: [up], text: {not: {contains: down}}}", "up", [], false),
            // Of two complaints the one that decides is told.
            ("{contains: [up], jsonpath: {$.a: {equals: 1}}}", "{}", [.bodyMismatch], false),
        ] as [(String, String, [HTTPCode], Bool)])
    func matchers(_ body: String, _ text: String, _ codes: [HTTPCode], isInconclusive: Bool) async throws {
        let expected = body.hasPrefix("{") ? body : "{\(body)}"
        let answer = try await ask(
            "url: https://shop.example/\nexpect: {body: \(expected)}", 200, [], text)
        #expect(answer.codes == codes && answer.isInconclusive == isInconclusive)
        #expect(answer.isPass == codes.isEmpty)
        // What was found is not quoted where it may be secret.
        let discreet = try await ask(
            "url: https://shop.example/\nkeepBody: false\nexpect: {body: \(expected)}", 200, [], text)
        #expect(discreet.codes == codes)
        #expect(!discreet.findings.contains { $0.message.contains("is 2") || $0.message.contains("v12") })
    }

    @Test("of a body that was cut off no matcher is asked")
    func matchersOfCut() async throws {
        let arguments = "url: https://shop.example/\nmaxBodyBytes: 4\nexpect: {body: {text: {contains: up}}}"
        #expect(try await ask(arguments, 200, [], "up and running").codes == [.bodyTooLarge])
    }

    @Test(
        "each kind of expectation holds for what it describes only",
        arguments: [
            ("body: {contains: [\"all systems\", go]}", "all systems go", true),
            ("body: {contains: [GO]}", "all systems go", false), ("body: {contains: [\"é\"]}", "e\u{301}", false),
            ("body: {json: {/a/1: 2}}", #"{"a": [1, 2.0]}"#, true),
            ("body: {json: {/a/01: 2}}", #"{"a": [1, 2]}"#, false),
            ("body: {json: {/a: \"2\"}}", #"{"a": 2}"#, false), ("body: {json: {/a: 2}}", #"{"a": "2"}"#, false),
            ("body: {json: {/a: null}}", "{}", false), ("body: {json: {/a: null}}", #"{"a": null}"#, true),
            ("body: {json: {/a: false}}", #"{"a": 0}"#, false),
            ("body: {json: {/a~1b~0c: x}}", #"{"a/b~c": "x"}"#, true),
            ("body: {json: {/n: 9007199254740993}}", #"{"n": 9007199254740992}"#, false),
            ("body: {json: {/a: x}}", #"{"a": {"b": "x"}}"#, false), ("status: [200, 204]", "", true),
            ("status: [201, 204]", "", false),
        ] as [(String, String, Bool)])
    func expectations(expect: String, body: String, holds: Bool) async throws {
        #expect(try await ask("url: https://shop.example/\nexpect: {\(expect)}", 200, [], body).isPass == holds)
    }

    @Test("a body can be told by its digest")
    func digest() async throws {
        let arguments = "url: https://shop.example/\nexpect: {body: {sha256: \"\(Digest.of(Array("v3".utf8)))\"}}"
        #expect(try await ask(arguments, 200, [], "v3").isPass)
        #expect(try await ask(arguments, 200, [], "v3\n").codes == [.bodyMismatch])
    }

    @Test("a header that is there twice must be right twice")
    func repeatedHeader() async throws {
        let arguments = "url: https://shop.example/\nexpect: {headers: {X-Frame-Options: DENY}}"
        let deny = ("x-frame-options", "DENY")
        #expect(try await ask(arguments, 200, [deny, deny]).isPass)
        #expect(try await ask(arguments, 200, [deny, ("x-frame-options", "ALLOWALL")]).codes == [.headerMismatch])
        // Whoever asks for a header asks for it of a success.
        #expect(try await ask(arguments, 404, [deny]).codes == [.statusMismatch])
    }

    @Test("a body that is cut decides only by what was read of it")
    func largeBody() async throws {
        let text = "up" + String(repeating: ".", count: 200)
        let start = "url: https://shop.example/\nmaxBodyBytes: 100\nexpect: "
        #expect(try await ask(start + "{body: {contains: [up]}}", 200, [], text).isPass)
        #expect(try await ask(start + "{status: 200}", 200, [], text).isPass)
        let later = try await ask(start + "{body: {contains: [down]}}", 200, [], text)
        #expect(later.codes == [.bodyTooLarge])
        #expect(later.isInconclusive)
        let failed = try await ask(start + "{body: {json: {/a: 1}}}", 500, [], text)
        #expect(failed.codes == [.statusMismatch])
        #expect(!failed.isInconclusive)
    }

    @Test(
        "arguments that expect nothing, change something or tell a secret are refused",
        arguments: [
            ("expect: {status: 200}", "missing-key"), ("url: https://a.example/", "missing-key"),
            ("url: https://a.example/\nexpect: {}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {headers: {}}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {status: 200, body: {}}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {body: {contains: [\"\"]}}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {body: {json: {}}}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {body: {contains: [ok], sha256: }}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {body: {jsonpath: {}}}", "vacuous-matcher"),
            ("url: https://a.example/\nexpect: {body: {text: {matches: \".*\"}}}", "vacuous-matcher"),
            ("url: https://a.example/\nexpect: {body: {text: }}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {body: {contains: [ok], json: {}}}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {body: {contains: [ok], json: {/error: }}}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {body: {contains: [], json: {/a: 1}}}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {status: 200, body: }", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {status: 200, headers: {}}", "vacuous-expectation"),
            ("url: https://a.example/\nexpect: {body: {json: {status: up}}}", "json-pointer"),
            ("url: https://a.example/\nexpect: {body: {json: {/a~2: up}}}", "json-pointer"),
            ("url: https://a.example/\nexpect: {body: {json: {/a: [1]}}}", "wrong-type"),
            ("url: https://a.example/\nexpect: {body: {sha256: \"sha256:00\"}}", "digest"),
            ("url: https://a.example/\nexpect: {body: {matches: a}}", "unknown-key"),
            ("url: https://a.example/\nexpect: {status: []}", "http-status"),
            ("url: https://a.example/\nexpect: {status: 100}", "http-status"),
            ("url: https://a.example/\nexpect: {status: \"200\"}", "http-status"),
            ("url: a.example\nexpect: {status: 200}", "http-url"),
            ("url: ftp://a.example/\nexpect: {status: 200}", "http-url"),
            ("url: \"https://a.example/ b\"\nexpect: {status: 200}", "http-url"),
            ("url: \"https://a.example/#top\"\nexpect: {status: 200}", "http-url"),
            ("url: https:///path\nexpect: {status: 200}", "http-url"),
            ("url: https://dana:hunter2@a.example/\nexpect: {status: 200}", "literal-credential"),
            ("url: https://a.example/\nheaders: {Authorization: hunter2}\nexpect: {status: 200}", "literal-credential"),
            ("url: https://a.example/\nheaders: {cookie: hunter2}\nexpect: {status: 200}", "literal-credential"),
            ("url: https://a.example/\nheaders: {X-Vault-Token: hunter2}\nexpect: {status: 200}", "literal-credential"),
            ("url: https://a.example/\nheaders: {X-API-Key: hunter2}\nexpect: {status: 200}", "literal-credential"),
            ("url: https://a.example/\nheaders: {\"a b\": c}\nexpect: {status: 200}", "http-header"),
            ("url: https://a.example/\nheaders: {a: \"b\\nc: d\"}\nexpect: {status: 200}", "http-header"),
            ("url: https://a.example/\nheaders: {a: b, A: c}\nexpect: {status: 200}", "http-header"),
            ("url: http://a.example/\nexpect: {status: 200}", "plain-http"),
            ("url: https://a.example/\ninsecure: [plain-http]\nexpect: {status: 200}", "needless-leniency"),
            ("url: https://a.example/\ninsecure: [everything]\nexpect: {status: 200}", "unknown-value"),
            (
                "url: https://a.example/\ncaFile: ca.pem\ninsecure: [any-certificate]\nexpect: {status: 200}",
                "needless-leniency"
            ),
            ("url: https://a.example/\nmethod: DELETE\nexpect: {status: 200}", "unknown-value"),
            ("url: https://a.example/\nmethod: HEAD\nexpect: {body: {contains: [a]}}", "no-body"),
            ("url: https://a.example/\nredirects: 6\nexpect: {status: 200}", "out-of-range"),
            ("url: https://a.example/\nmaxBodyBytes: 0\nexpect: {status: 200}", "out-of-range"),
            ("url: https://a.example/\ntimeout: 1h\nexpect: {status: 200}", "out-of-range"),
            (
                "url: https://a.example/\ncredentials: {Authorization: {file: t}}\nkeepBody: true\nexpect: {status: 200}",
                "credential-exposed"
            ),
            (
                "{url: 'http://a.example/', insecure: [plain-http], credentials: {X-A: {file: t}}, expect: {status: 200}}",
                "credential-exposed"
            ),
        ] as [(String, String)])
    func refused(arguments: String, code: String) {
        #expect(HTTPCheck.refusal(of: arguments) == code)
    }

    @Test("the question is the one the step describes")
    func question() async throws {
        let arguments = """
            url: "http://127.0.0.1:8080/a"
            method: OPTIONS
            headers: {Accept: text/plain}
            credentials: {Authorization: {file: token, prefix: "Bearer "}}
            insecure: [plain-http]
            redirects: 2
            timeout: 3s
            maxBodyBytes: 7
            expect: {status: 200}
            """
        let http = MemoryHTTP()
        http.answer("http://127.0.0.1:8080/a", 200)
        let context = CheckContext.alone(files: MemoryFiles(texts: ["token": "hunter2\n"]), http: http)
        let answer = try await HTTPCheck.reading(arguments).examine(.release, in: context)
        #expect(answer.summary?.hasSuffix("; nobody proved to be that server") == true)
        let question = try #require(http.questions.first)
        #expect(question.method == .options)
        #expect(question.headers == ["accept": "text/plain"])
        #expect(question.credentials.map(\.header) == ["authorization"])
        #expect(question.credentials.first?.value.withBytes { Array($0) } == Array("Bearer hunter2".utf8))
        #expect(question.leniencies == [.plainHTTP])
        #expect((question.redirects, question.bodyLimit) == (2, 7))
        #expect(question.timeout == .seconds(3))
    }

    @Test("only the authorities of `caFile` are trusted, and they are read as a file of the project")
    func authorities() async throws {
        let arguments = "url: https://shop.example/\ncaFile: ca.pem\nexpect: {status: 200}"
        let http = MemoryHTTP()
        http.answer("https://shop.example/", 200)
        let there = CheckContext.alone(files: MemoryFiles(texts: ["ca.pem": "PEM"]), http: http)
        #expect(try await HTTPCheck.reading(arguments).examine(.release, in: there).isPass)
        #expect(http.questions.first?.authorities == Array("PEM".utf8))
        #expect(try await obstacle(arguments, .alone(http: http)) == "authorities-missing")
    }

    @Test(
        "a credential that is not there, or is not one line, is an obstacle",
        arguments: [(nil, "credential-missing"), ("", "credential-unusable"), ("a\nb", "credential-unusable")]
            as [(String?, String)])
    func credentialFiles(text: String?, code: String) async throws {
        let arguments = "url: https://shop.example/\ncredentials: {X-Token: {file: t}}\nexpect: {status: 200}"
        let http = MemoryHTTP()
        http.answer("https://shop.example/", 200)
        let files = MemoryFiles(texts: text.map { ["t": $0] } ?? [:])
        #expect(try await obstacle(arguments, .alone(files: files, http: http)) == code)
        #expect(http.questions.isEmpty)
    }

    @Test("no answer is an obstacle and never a pass")
    func unreachable() async throws {
        #expect(try await obstacle(Self.healthy, .alone()) == "http-unreachable")
        let http = MemoryHTTP()
        for code in ["http-timeout", "http-untrusted"] {
            http.obstruct(Self.url, with: Obstacle(code, "no answer"))
            #expect(try await obstacle(Self.healthy, .alone(http: http)) == code)
        }
    }

    @Test("what an answer repeats of the credentials is neither kept nor quoted")
    func discretion() async throws {
        let arguments = """
            url: https://shop.example/
            credentials: {X-Token: {file: t}}
            expect: {headers: {x-echo: no}, body: {json: {/token: other}}}
            """.replacing("x-echo: no", with: "x-echo: \"no\"")
        let http = MemoryHTTP()
        http.answer("https://shop.example/", 200, headers: [("x-echo", "hunter2")], body: #"{"token": "hunter2"}"#)
        let context = CheckContext.alone(files: MemoryFiles(texts: ["t": "hunter2"]), http: http)
        let answer = try await HTTPCheck.reading(arguments).examine(.release, in: context)
        #expect(answer.codes == [.headerMismatch, .bodyMismatch])
        // The reader's complaint names what it stumbled over.
        http.answer("https://shop.example/", 200, body: #"{"hunter2": 1, "hunter2": 2}"#)
        let broken = try await HTTPCheck.reading(arguments).examine(.release, in: context)
        #expect(broken.codes == [.headerMismatch, .bodyNotJSON])
        #expect(broken.findings.last?.message == "the body is no JSON: json-duplicate-key")
        let breaches = await CheckContract(
            HTTPCheck.self, arguments: arguments, subject: .release, context: context,
            secrets: [Array("hunter2".utf8)]
        ).verify()
        #expect(breaches == [])
    }

    @Test("it keeps the contract of every check")
    func contract() async {
        let http = MemoryHTTP()
        http.answer(Self.url, 200, headers: [("content-type", "application/json")], body: #"{"status": "up"}"#)
        let breaches = await CheckContract(
            HTTPCheck.self, arguments: Self.healthy, subject: .release, context: .alone(http: http),
            secrets: [Array("hunter2".utf8)]
        ).verify()
        #expect(breaches == [])
    }

    private func ask(
        _ arguments: String, _ status: Int, _ headers: [(String, String)] = [], _ body: String = ""
    ) async throws -> Answer<HTTPCode> {
        let http = MemoryHTTP()
        for url in [Self.url, "https://shop.example/"] { http.answer(url, status, headers: headers, body: body) }
        return try await HTTPCheck.reading(arguments).examine(.release, in: .alone(http: http))
    }

    private func obstacle(_ arguments: String, _ context: CheckContext) async throws -> String? {
        let check = try HTTPCheck.reading(arguments)
        do throws(Obstacle) {
            _ = try await check.examine(.release, in: context)
            return nil
        } catch {
            return error.diagnostic.code
        }
    }
}
