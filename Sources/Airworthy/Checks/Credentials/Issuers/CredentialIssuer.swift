import Trust

/// Asks whoever issued a credential when it ends. The token travels in `Authorization` only, and no answer is quoted.
struct CredentialIssuer: Sendable {
    let url: String
    let token: Secret
    let entry: CredentialEntry
    let http: any HTTPAccess

    private static let limit = 256 << 10
    private static let limits = JSONLimits(bytes: limit, depth: 16, nodes: 10_000)

    func ask(into reading: inout CredentialReading) async {
        let answer: HTTPAnswer
        do throws(Obstacle) {
            answer = try await http.ask(question)
        } catch {
            // Of one credential among many: the others are still told.
            let diagnostic = error.diagnostic
            reading.findings.append(
                Finding(
                    .unreachable, "\(name): \(diagnostic.message)", at: .path(place.file), remedy: diagnostic.remedy,
                    notes: [diagnostic.code]))
            return
        }
        guard (200...299).contains(answer.status) else {
            let isRefused = refusals.contains(answer.status)
            let verdict = isRefused ? "and refuses it" : "and says nothing of it"
            let message = "\(name): its issuer answers \(answer.status), \(verdict)"
            reading.findings.append(Finding(isRefused ? .refused : .unreachable, message, at: .path(place.file)))
            return
        }
        guard !answer.isCut else {
            let message = "\(name): its issuer answers with more than \(Self.limit) bytes"
            return reading.findings.append(Finding(.unreachable, message, at: .path(place.file)))
        }
        do throws(Diagnostic) {
            reading.credentials.append(try credential(by: answer))
        } catch {
            reading.unreadable(place, error)
        }
    }

    /// GitHub's 401 is for a token it does not take, Vault's 403 for one it does not know or has let run out, and 400
    /// for such a lease. GitHub's 403 is a limit of requests, and Vault's on a lease may be the asking token's.
    private var refusals: Set<Int> {
        switch entry.kind {
        case .vaultToken: [403]
        case .vaultLease: [400]
        default: [401]
        }
    }

    private var name: String { Credential(entry).name }
    private var place: CredentialReading.Place { CredentialReading.Place(entry: entry, file: address) }
    private var base: String { url.hasSuffix("/") ? String(url.dropLast()) : url }

    private var address: String {
        switch entry.kind {
        case .vaultToken: "\(base)/v1/auth/token/lookup-self"
        case .vaultLease: "\(base)/v1/sys/leases/lookup"
        // Costs nothing of the rate limit, and every sort of token may ask it.
        default: "\(base)/rate_limit"
        }
    }

    private var question: HTTPQuestion {
        var question = HTTPQuestion(url: address)
        question.bodyLimit = Self.limit
        question.credentials = [.bearer(token)]
        switch entry.kind {
        case .vaultToken, .vaultLease:
            question.headers["x-vault-request"] = "true"
            if let namespace = entry.namespace { question.headers["x-vault-namespace"] = namespace }
            if let lease = entry.lease {
                question.method = .lookUp
                question.headers["content-type"] = "application/json"
                question.body = JSON.object(["lease_id": .string(lease)]).canonicalBytes()
            }
        default: question.headers["accept"] = "application/vnd.github+json"
        }
        return question
    }

    private func credential(by answer: HTTPAnswer) throws(Diagnostic) -> Credential {
        var credential = place.credential(at: "answer")
        if entry.kind == .gitHubToken {
            credential.expiry = try Self.gitHubExpiry(answer).map { Expiry(instant: $0, isInclusive: false) }
            credential.silence = "has no expiry, so it never ends by itself"
            return credential
        }
        // The parser's own message could quote the answer, which has the token's own identifier in it.
        guard let root = try? JSONDocument(answer.body, name: "the answer", limits: Self.limits).root,
            let data = root["data"], data.kind == .object
        else { throw Self.fault("the answer is no JSON object with `data`") }
        try VaultFacts(data).describe(&credential)
        return credential
    }

    /// `2026-12-01 12:00:00 UTC`, as the API sends it, or with a numeric offset, as Enterprise servers do.
    private static func gitHubExpiry(_ answer: HTTPAnswer) throws(Diagnostic) -> Instant? {
        guard let text = answer.values(of: "github-authentication-token-expiration").first else { return nil }
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, let local = Instant(rfc3339: "\(parts[0])T\(parts[1])Z"),
            let offset = parts[2] == "UTC" ? .zero : Instant.offset(parts[2])
        else { throw fault("`GitHub-Authentication-Token-Expiration` is no instant") }
        return local - offset
    }

    private static func fault(_ message: String) -> Diagnostic {
        Diagnostic("answer-unreadable", message, remedy: "check that `url` is the issuer's")
    }
}
