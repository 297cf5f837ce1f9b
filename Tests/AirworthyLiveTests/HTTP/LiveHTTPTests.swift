import Airworthy
import AirworthyLive
import AirworthyTesting
import Synchronization
import Testing
import Trust

@Suite("HTTP questions of checks", .timeLimit(.minutes(10)))
struct LiveHTTPTests {
    private let http = LiveHTTP()

    private func question(_ server: LoopbackServer, _ path: String = "/") -> HTTPQuestion {
        var question = HTTPQuestion(url: "http://\(server.authority)\(path)")
        question.leniencies = [.plainHTTP]
        return question
    }

    private func obstacle(_ question: HTTPQuestion) async -> String? {
        do throws(Obstacle) {
            _ = try await http.ask(question)
            return nil
        } catch {
            return error.diagnostic.code
        }
    }

    @Test("an answer of any status is handed over with its headers and its body", arguments: [200, 302, 404, 503])
    func anyStatus(status: Int) async throws {
        let server = try LoopbackServer { _ in
            .answer(status, headers: ["X-A": " b ", "Location": "/x"], body: Array("text".utf8))
        }
        let answer = try await http.ask(question(server))
        #expect(answer.status == status)
        #expect(answer.values(of: "x-a") == ["b"])
        #expect(answer.body == Array("text".utf8))
        #expect(!answer.isCut)
        #expect(server.requests.count == 1)
    }

    @Test(
        "each method is sent as it is named, with the headers of the question", arguments: HTTPQuestion.Method.allCases)
    func methods(method: HTTPQuestion.Method) async throws {
        let server = try LoopbackServer { _ in .answer(200, body: Array("text".utf8)) }
        var question = question(server)
        question.method = method
        question.headers = ["accept": "text/plain"]
        question.credentials = [.init(header: "x-token", value: Secret(Array("hunter2".utf8)))]
        let answer = try await http.ask(question)
        #expect(answer.body.isEmpty == (method == .head))
        let request = try #require(server.requests.first)
        #expect(request.method == method.rawValue)
        #expect(request.headers["accept"] == "text/plain")
        #expect(request.headers["x-token"] == "hunter2")
    }

    @Test("a body is read up to the limit, and one without end ends there")
    func limit() async throws {
        let server = try LoopbackServer { $0.path == "/endless" ? .endless() : .answer(200, body: [1, 2, 3]) }
        var question = question(server, "/endless")
        question.bodyLimit = 100_000
        let endless = try await http.ask(question)
        #expect(endless.body.count == 100_000)
        #expect(endless.isCut)
        question = self.question(server)
        question.bodyLimit = 3
        let exact = try await http.ask(question)
        #expect(exact.body == [1, 2, 3])
        #expect(!exact.isCut)
    }

    @Test("redirects are followed as far as is said, credentials stay at home, and the last body is the body")
    func redirects() async throws {
        let away = try LoopbackServer { _ in .answer(200) }
        let there = "http://\(away.authority)/there"
        let server = try LoopbackServer { request in
            switch request.path {
            case "/one": .answer(302, headers: ["Location": "/two"], body: Array("moved".utf8))
            case "/two": .redirect(to: there)
            default: .redirect(to: "/again")
            }
        }
        var question = question(server, "/one")
        question.credentials = [.init(header: "authorization", value: Secret(Array("hunter2".utf8)))]
        #expect(try await http.ask(question).status == 302)
        question.redirects = 1
        #expect(await obstacle(question) == "http-redirect-refused")
        question.redirects = 2
        let answer = try await http.ask(question)
        #expect(answer.status == 200)
        #expect(answer.body == [])
        #expect(server.requests.allSatisfy { $0.headers["authorization"] == "hunter2" })
        #expect(away.requests.map { $0.headers["authorization"] } == [nil])
        question.url = "http://\(server.authority)/round"
        question.redirects = 5
        #expect(await obstacle(question) == "http-redirect-refused")
    }

    @Test("who is not there, falls silent, breaks off or talks nonsense gives no answer")
    func noAnswer() async throws {
        let server = try LoopbackServer { request in
            switch request.path {
            case "/silent": .silence(20)
            case "/short": .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".utf8))
            case "/lengths": .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab".utf8))
            default: .raw(Array("nonsense\r\n\r\n".utf8))
            }
        }
        var silent = question(server, "/silent")
        silent.timeout = .milliseconds(300)
        #expect(await obstacle(silent) == "http-timeout")
        for path in ["/short", "/lengths", "/nonsense"] {
            #expect(await obstacle(question(server, path)) == "http-broken", "\(path)")
        }
        var nobody = HTTPQuestion(url: "http://127.0.0.1:1/")
        nobody.leniencies = [.plainHTTP]
        #expect(await obstacle(nobody) == "http-unreachable")
        nobody.url = "http://127.0.0.1:99999/"
        #expect(await obstacle(nobody) == "http-address")
    }

    @Test("plain HTTP is asked only where it is named")
    func plain() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        var question = question(server)
        question.leniencies = []
        #expect(await obstacle(question) == "http-plain")
        #expect(server.requests.isEmpty)
    }

    @Test("over TLS, only who proves to be that server, to those authorities, gives an answer")
    func tls() async throws {
        let server = try LoopbackServer { _ in .answer(200, body: Array("secure".utf8)) }
        let front = try TLSFront(before: server.authority)
        var question = HTTPQuestion(url: "https://\(front.authority)/")
        #expect(await obstacle(question) == "http-untrusted")
        question.authorities = Array(front.authorityPEM.utf8)
        #expect(try await http.ask(question).body == Array("secure".utf8))
        // The same authority vouches for another name.
        question.url = question.url.replacing("localhost", with: "127.0.0.1")
        #expect(await obstacle(question) == "http-untrusted")
        question.authorities = Array("nonsense".utf8)
        #expect(await obstacle(question) == "http-untrusted")
        question.authorities = nil
        question.leniencies = [.anyCertificate]
        #expect(try await http.ask(question).status == 200)
    }

    @Test("a question that is cancelled ends at once")
    func cancelled() async throws {
        let server = try LoopbackServer { _ in .silence(590) }
        var question = question(server)
        question.timeout = .seconds(580)
        let asked = question
        let task = Task { await obstacle(asked) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        let began = ContinuousClock.now
        task.cancel()
        #expect(await task.value == "http-interrupted")
        // Far below the silence it would have waited through; how fast it really is, a benchmark says.
        #expect(ContinuousClock.now - began < .seconds(150))
    }

    @Test("offline, nobody is asked")
    func offline() async throws {
        await #expect(throws: Obstacle.self) {
            try await OfflineHTTP().ask(HTTPQuestion(url: "https://a.example/?k=v"))
        }
    }
}
