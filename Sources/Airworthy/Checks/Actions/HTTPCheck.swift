public import Trust

/// Asks one server one question and holds the answer against what is expected of it. Reads only: nothing that a method
/// could change is asked for. No answer, or an answer from whoever, is an obstacle.
public struct HTTPCheck: Check {
    public typealias Code = HTTPCode

    private enum Method: String, CaseIterable {
        case get = "GET"
        case head = "HEAD"
        case options = "OPTIONS"

        var asked: HTTPQuestion.Method {
            switch self {
            case .get: .get
            case .head: .head
            case .options: .options
            }
        }
    }

    public static let kind = CheckKind(
        id: "http",
        summary: "does this address answer as it should?",
        capabilities: [.http, .files],
        parameters: [
            .required("url", .string, "whole address, `https://…`"),
            .required(
                "expect", .mapping,
                "any of `status`, `headers` (exact values), `body` (`contains`, `json` by pointer, `sha256`)"),
            Parameter("method", .choice, default: "GET", "`GET`, `HEAD` or `OPTIONS`: nothing that changes anything"),
            Parameter("headers", .mapping, default: "{}", "what is sent; nothing secret"),
            Parameter(
                "credentials", .mapping, default: "{}",
                "headers read from files: `{Authorization: {file: …, prefix: \"Bearer \"}}`"),
            Parameter("redirects", .integer, default: "0", "most redirects followed; with 0, one is the answer"),
            Parameter(
                "insecure", .strings, default: "[]", "what is done without: `plain-http`, `any-certificate`"),
            Parameter("caFile", .string, default: "the system's", "PEM file of the only authorities trusted"),
            Parameter("timeout", .duration, default: "10s", "longest wait for the whole answer"),
            Parameter("maxBodyBytes", .integer, default: "1048576", "bytes of the body that are read"),
            Parameter(
                "keepBody", .bool, default: "true without `credentials`", "false keeps its digest instead of its text"),
        ],
        subjects: Set(Subject.Kind.allCases))

    static let mostBodyBytes = 16 << 20
    private static let mostRedirects = 5
    private static let longestTimeout: Duration = .seconds(300)
    private static let authoritiesLimit = 1 << 20
    private static let keptBodyLimit = 64 << 10

    private let address: HTTPAddress
    private let question: HTTPQuestion
    private let credentials: [HTTPCredential]
    private let caFile: String?
    private let expectation: HTTPExpectation
    /// Whether the body is kept, and a message may quote what was found.
    private let isQuoted: Bool

    public init(from arguments: inout FieldReader) throws(InputError) {
        let url = try arguments.string("url")
        address = try HTTPAddress(url, at: arguments.place(of: "url"))
        expectation = try HTTPExpectation(try arguments.requiredNode("expect"))
        let method: Method = try arguments.optionalChoice("method") ?? .get
        var question = HTTPQuestion(method: method.asked, url: url)
        question.headers = try HTTPHeaders.read("headers", &arguments)
        try HTTPHeaders.refuseCredentials(question.headers, at: arguments.place(of: "headers"))
        question.leniencies = try Self.leniencies(&arguments)
        question.redirects = try Self.integer("redirects", 0...Self.mostRedirects, &arguments) ?? question.redirects
        question.bodyLimit =
            try Self.integer("maxBodyBytes", 1...Self.mostBodyBytes, &arguments) ?? question.bodyLimit
        question.timeout = try Self.timeout(&arguments) ?? question.timeout
        self.question = question
        credentials = try (arguments.optionalMembers("credentials") ?? []).map { (member) throws(InputError) in
            try HTTPCredential(member)
        }
        caFile = try arguments.optionalString("caFile")
        isQuoted = try arguments.optionalBool("keepBody") ?? credentials.isEmpty
        try refuseContradictions(arguments)
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<HTTPCode> {
        var question = question
        for credential in credentials {
            question.credentials.append(try await credential.read(from: context.world.files))
        }
        if let caFile { question.authorities = try await Self.authorities(caFile, context.world.files) }
        let answer = try await context.world.http.ask(question)
        let evidence = NonEmpty(self.evidence(of: answer), [bodyEvidence(of: answer)])

        let head = expectation.unmet(by: answer, isQuoted: isQuoted)
        let body = expectation.body?.unmet(by: answer, named: "body", isQuoted: isQuoted) ?? []
        if let findings = NonEmpty(head + body.filter { !$0.code.isUndecided }) {
            return .failed(findings, evidence.array)
        }
        // What was not read, or was not there to be asked, might be as expected, and might not.
        if let undecided = NonEmpty(body) { return .inconclusive(undecided, evidence.array) }
        return .passed(
            "`\(address.shown)` answers \(answer.status), \(expectation.count) of \(expectation.count) as expected"
                + (isVerified ? "" : "; nobody proved to be that server"), evidence)
    }

    private var isVerified: Bool { question.leniencies.isEmpty }

    private func evidence(of answer: HTTPAnswer) -> Evidence {
        // Of the headers, those the checklist names: others hold cookies.
        let headers = expectation.headers.filter { name, wanted in
            isQuoted || answer.values(of: name).allSatisfy { $0.isExactly(wanted) }
        }.keys
        let content = JSON.object([
            "bodyIsWhole": .bool(!answer.isCut),
            "headers": .object(
                Dictionary(
                    uniqueKeysWithValues: headers.map { ($0, .array(answer.values(of: $0).map(JSON.string))) })),
            "method": .string(question.method.rawValue),
            "status": .integer(Int64(answer.status)),
            "url": .string(address.shown),
            "verified": .bool(isVerified),
        ]).canonicalBytes()
        return Evidence(
            uri: "\(question.method.rawValue) \(address.shown)", digest: .of(content), mediaType: "application/json",
            content: content)
    }

    private func bodyEvidence(of answer: HTTPAnswer) -> Evidence {
        let isText = String(validating: answer.body, as: UTF8.self) != nil
        return Evidence(
            uri: "body", digest: .of(answer.body),
            mediaType: isText ? "text/plain; charset=utf-8" : "application/octet-stream",
            content: isQuoted && answer.body.count <= Self.keptBodyLimit ? answer.body : nil)
    }

    private static func authorities(_ path: String, _ files: any FileAccess) async throws(Obstacle) -> [UInt8] {
        guard let bytes = try await files.read(path, limit: authoritiesLimit) else {
            throw Obstacle(
                "authorities-missing", "there is no `\(path)`, and only authorities in it are trusted",
                at: .path(path), remedy: "put the PEM certificates there, or correct `caFile`")
        }
        return bytes
    }

    // MARK: - Arguments

    private static func leniencies(_ arguments: inout FieldReader) throws(InputError) -> Set<HTTPQuestion.Leniency> {
        var leniencies: Set<HTTPQuestion.Leniency> = []
        for text in try arguments.optionalStrings("insecure") ?? [] {
            guard let leniency = HTTPQuestion.Leniency(rawValue: text) else {
                throw InputError(
                    "unknown-value", "`\(text)` is nothing that can be done without",
                    at: arguments.place(of: "insecure"), remedy: "write `plain-http` or `any-certificate`")
            }
            leniencies.insert(leniency)
        }
        return leniencies
    }

    private static func integer(
        _ key: String, _ range: ClosedRange<Int>, _ arguments: inout FieldReader
    ) throws(InputError) -> Int? {
        guard let value = try arguments.optionalInteger(key) else { return nil }
        guard range.contains(value) else {
            throw InputError(
                "out-of-range", "`\(key)` is \(value)", at: arguments.place(of: key),
                remedy: "write between \(range.lowerBound) and \(range.upperBound)")
        }
        return value
    }

    private static func timeout(_ arguments: inout FieldReader) throws(InputError) -> Duration? {
        guard let timeout = try arguments.optionalDuration("timeout") else { return nil }
        guard timeout > .zero, timeout <= longestTimeout else {
            throw InputError(
                "out-of-range", "`timeout` is \(timeout.text)", at: arguments.place(of: "timeout"),
                remedy: "write between `1s` and `\(longestTimeout.text)`")
        }
        return timeout
    }

    private func refuseContradictions(_ arguments: FieldReader) throws(InputError) {
        func refused(_ code: String, _ key: String, _ fault: String, _ remedy: String) -> InputError {
            InputError(code, fault, at: arguments.place(of: key), remedy: remedy)
        }
        let leniencies = question.leniencies
        if address.isPlain, !leniencies.contains(.plainHTTP) {
            throw refused(
                "plain-http", "url", "`\(address.shown)` is plain HTTP: anybody on the way can answer",
                "write `https://`, or `insecure: [plain-http]`")
        }
        if leniencies.contains(address.isPlain ? .anyCertificate : .plainHTTP) {
            throw refused(
                "needless-leniency", "insecure", "`insecure` allows what `\(address.shown)` has no use for",
                "remove it")
        }
        if caFile != nil, !leniencies.isEmpty {
            throw refused(
                "needless-leniency", "insecure", "no certificate is looked at, so `caFile` protects nothing",
                "remove `insecure` or `caFile`")
        }
        if question.method == .head, expectation.body != nil {
            throw refused("no-body", "expect", "an answer to `HEAD` has no body", "ask with `GET`")
        }
        guard !credentials.isEmpty else { return }
        if !leniencies.isEmpty, !address.isLoopback {
            throw refused(
                "credential-exposed", "insecure", "the credentials would be told to whoever answers",
                "remove `insecure`, or `credentials`")
        }
        if isQuoted {
            throw refused(
                "credential-exposed", "keepBody", "a body may repeat the credentials it was asked for with",
                "remove `keepBody`")
        }
        let sent = credentials.map(\.header)
        if Set(sent).count < sent.count || !question.headers.keys.allSatisfy({ !sent.contains($0) }) {
            throw refused("http-header", "credentials", "a header is written twice", "write it once")
        }
    }
}
