public import Trust

/// What a live endpoint shows is what it should: for its name, from an authority that counts, and until the end of the
/// window.
public struct TLSEndpointCheck: Check {
    public typealias Code = TLSEndpointCode

    public static let kind = CheckKind(
        id: "tls-endpoint",
        summary: "does the live endpoint show a certificate that holds until the end of the window?",
        capabilities: [.files, .tls],
        parameters: [
            Parameter("endpoint", .string, default: "the item", "`host:port`; 443 without a port"),
            .required("owner", .string, "who renews the certificate"),
            Parameter("name", .string, default: "the host", "what the server is asked by and must be called"),
            Parameter("roots", .string, default: "the system's", "PEM bundle the chain must lead to"),
            Parameter("certificate", .string, default: "none", "file whose first certificate the server must show"),
            Parameter("minProtocol", .choice, default: "TLSv1.2", "`TLSv1.2` or `TLSv1.3`"),
            Parameter("ip", .choice, default: "any", "`any`, `ipv4` or `ipv6`"),
            Parameter("timeout", .duration, default: "10s", "for look-up, connection and handshake; 60s at most"),
            Parameter("usedBy", .strings, default: "[release, bake, rollback]", "what needs the endpoint"),
            Parameter("skew", .duration, default: "60s", "by how much clocks may disagree"),
            Parameter("margin", .duration, default: "0s", "wanted on top of every need"),
            Parameter("reserve", .duration, default: "0s", "warn at least this long before the end of a life"),
        ],
        subjects: [.release, .item])

    /// Oldest first, as OpenSSL names them.
    enum Version: String, CaseIterable {
        case tls12 = "TLSv1.2"
        case tls13 = "TLSv1.3"
    }

    private static let fileLimit = 8 << 20
    /// Where Debian, Fedora and Alpine keep the authorities the system trusts.
    private static let systemRoots = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    ]

    private let endpoint: String?
    private let owner: String
    private let name: String?
    private let roots: String?
    private let certificate: String?
    private let minimum: Version
    private let family: TLSEndpoint.Family
    private let timeout: Duration
    private let roles: Set<CredentialRole>
    private let tolerances: CredentialWindow.Tolerances

    public init(from arguments: inout FieldReader) throws(InputError) {
        endpoint = try arguments.optionalString("endpoint")
        owner = try arguments.string("owner")
        name = try arguments.optionalString("name")
        roots = try arguments.optionalString("roots")
        certificate = try arguments.optionalString("certificate")
        minimum = try arguments.optionalChoice("minProtocol", of: Version.self) ?? .tls12
        family = try arguments.optionalChoice("ip", of: TLSEndpoint.Family.self) ?? .any
        timeout = try arguments.optionalDuration("timeout") ?? .seconds(10)
        roles = try CredentialEntry.roles("usedBy", &arguments)
        let defaults = CredentialWindow.Tolerances()
        tolerances = CredentialWindow.Tolerances(
            skew: try arguments.optionalDuration("skew") ?? defaults.skew,
            margin: try arguments.optionalDuration("margin") ?? defaults.margin,
            reserve: try arguments.optionalDuration("reserve") ?? defaults.reserve)
        guard timeout > .zero, timeout <= .seconds(60) else {
            throw InputError(
                "out-of-range", "`timeout` is \(timeout.text)", at: arguments.place(of: "timeout"),
                remedy: "write up to `60s`")
        }
        if let endpoint, EndpointAddress(endpoint) == nil {
            throw InputError(
                "bad-endpoint", "`\(endpoint)` is no endpoint", at: arguments.place(of: "endpoint"),
                remedy: "write `host:port`, an IPv6 address in brackets")
        }
        if let name, ServerName(name) == nil {
            throw InputError(
                "bad-endpoint", "`\(name)` is no host name", at: arguments.place(of: "name"),
                remedy: "write the name clients use")
        }
    }

    public func examine(
        _ subject: Subject, in context: CheckContext
    ) async throws(Obstacle) -> Answer<TLSEndpointCode> {
        let window = CredentialWindow(try context.requireRelease().window, now: context.instant, tolerances)
        guard let text = subject.name ?? endpoint, let address = EndpointAddress(text),
            let server = ServerName(name ?? address.host)
        else {
            throw Obstacle("bad-endpoint", "no endpoint was named", remedy: "write `endpoint: host:port`")
        }
        let handshake: TLSHandshake
        switch try await shake(address, server, context) {
        case .success(let seen): handshake = seen
        case .failure(let finding): return .inconclusive(NonEmpty(finding.finding))
        }
        let evidence = Self.evidence(handshake, of: text, as: server)
        var findings: [Finding<TLSEndpointCode>] = []
        do throws(TLSEndpointFault) {
            let shown = try Self.certificates(handshake)
            let trusted = try await read(roots.map { [$0] } ?? Self.systemRoots, context.world.files)
            findings += judge(shown, server, address, trusted.certificates, window)
            findings += protocolFindings(handshake, at: text)
            if let certificate {
                let wanted = try await read([certificate], context.world.files)
                findings += Self.identity(shown.first, wanted.certificates.first, of: certificate, at: text)
            }
        } catch {
            switch error {
            case .finding(let finding): findings.append(finding)
            case .obstacle(let obstacle): throw obstacle
            }
        }
        return answer(findings, evidence, "\(text) shows a certificate that holds in the window")
    }

    private struct Unanswered: Error {
        let finding: Finding<TLSEndpointCode>
    }

    /// What cannot be reached is told as what it is; only a world without a network is an obstacle.
    private func shake(
        _ address: EndpointAddress, _ server: ServerName, _ context: CheckContext
    ) async throws(Obstacle) -> Result<TLSHandshake, Unanswered> {
        var sent: String?
        // SNI is for names (RFC 6066, section 3).
        if case .dns(let name) = server { sent = name }
        let endpoint = TLSEndpoint(
            host: address.host, port: address.port, serverName: sent, family: family, timeout: timeout)
        do throws(Obstacle) {
            return .success(try await context.world.tls.handshake(with: endpoint))
        } catch {
            let diagnostic = error.diagnostic
            let codes: [String: TLSEndpointCode] = [
                "tls-unreachable": .unreachable, "tls-timeout": .unreachable, "tls-failed": .noHandshake,
            ]
            guard let code = codes[diagnostic.code] else { throw error }
            return .failure(
                Unanswered(
                    finding: Finding(
                        code, diagnostic.message, at: .path("\(address)"), remedy: diagnostic.remedy,
                        notes: diagnostic.notes)))
        }
    }

    private func judge(
        _ shown: NonEmpty<Certificate>, _ server: ServerName, _ address: EndpointAddress, _ roots: [Certificate],
        _ window: CredentialWindow
    ) -> [Finding<TLSEndpointCode>] {
        let entry = CredentialEntry(
            file: "\(address)", kind: .certificate, owner: owner, roles: roles, passwordFile: nil, roots: nil)
        var findings: [Finding<TLSEndpointCode>] = []
        let leaf = shown.first
        let place = Location.field(of: "\(address)", "certificate 1")
        if !server.isName(of: leaf) {
            let names = leaf.subjectAlternativeNames.prefix(10).map { Excerpt.of("\($0)") }.joined(separator: ", ")
            findings.append(
                Finding(
                    .wrongName,
                    "\(Credential(entry).name) is asked as `\(server)`, and its certificate is for "
                        + (names.isEmpty ? "no name" : names), at: place))
        }
        if !leaf.isForServers {
            findings.append(Finding(.wrongPurpose, "\(Credential(entry).name) shows \(leaf), no server's", at: place))
        }
        var reading = CredentialReading()
        reading.add(
            shown.map(CertificateDates.init).array, in: CredentialReading.Place(entry: entry, file: "\(address)"),
            roots: roots, isOrdered: true)
        do throws(Diagnostic) {
            let path = try CertificateChain.verify(
                leaf, intermediates: shown.rest, roots: roots, at: window.begin)
            if let fault = CertificateChain.serverFault(of: path) {
                findings.append(
                    Finding(.wrongPurpose, "\(Credential(entry).name): \(fault.message)", at: place))
            }
        } catch {
            findings.append(
                Finding(
                    .chainInvalid, "\(Credential(entry).name) has no chain at \(window.begin): \(error.message)",
                    at: place, notes: error.notes))
        }
        let isBroken = findings.contains { $0.code == .chainInvalid }
        for finding in reading.bundles.flatMap({ $0.judge(in: window) }) {
            // Said already, of an earlier instant.
            if isBroken, finding.code == .chainInvalidAtEnd { continue }
            guard let code = TLSEndpointCode(rawValue: finding.code.rawValue) else {
                preconditionFailure("a certificate has no finding `\(finding.code.rawValue)`")
            }
            findings.append(Finding(code, finding.message, at: finding.location, notes: finding.notes))
        }
        return findings
    }

    private func protocolFindings(_ handshake: TLSHandshake, at endpoint: String) -> [Finding<TLSEndpointCode>] {
        let versions = Version.allCases
        let best = versions.firstIndex { $0.rawValue == handshake.version }
        guard best.map({ $0 >= versions.firstIndex(of: minimum) ?? 0 }) != true else { return [] }
        let message =
            "`\(Excerpt.of(endpoint))` speaks \(Excerpt.of(handshake.version)) at best, "
            + "and \(minimum.rawValue) is asked"
        return [Finding(.protocolTooOld, message, at: .path(endpoint))]
    }

    private static func identity(
        _ shown: Certificate, _ wanted: Certificate?, of file: String, at endpoint: String
    ) -> [Finding<TLSEndpointCode>] {
        guard let wanted, wanted != shown else { return [] }
        let message =
            "`\(Excerpt.of(endpoint))` shows \(shown.fingerprint.short), valid until \(shown.notAfter); "
            + "`\(file)` has \(wanted.fingerprint.short), valid until \(wanted.notAfter)"
        return [Finding(.otherCertificate, message, at: .field(of: endpoint, "certificate 1"))]
    }

    private static func certificates(_ handshake: TLSHandshake) throws(TLSEndpointFault) -> NonEmpty<Certificate> {
        do throws(Diagnostic) {
            let shown = try handshake.certificates.map { (der) throws(Diagnostic) in try Certificate(der: der) }
            guard let shown = NonEmpty(shown) else { throw Diagnostic("certificate-absent", "the server shows none") }
            return shown
        } catch {
            throw .finding(
                Finding(.unreadable, "what the server shows cannot be read: \(error.message)", notes: [error.code]))
        }
    }

    /// The first of `paths` that is there.
    private func read(
        _ paths: [String], _ files: any FileAccess
    ) async throws(TLSEndpointFault) -> (path: String, certificates: [Certificate]) {
        for path in paths {
            let bytes: [UInt8]?
            do throws(Obstacle) {
                bytes = try await files.read(path, limit: Self.fileLimit)
            } catch {
                throw .obstacle(error)
            }
            guard let bytes else { continue }
            do throws(Diagnostic) {
                return (path, bytes.first == 0x30 ? [try Certificate(der: bytes)] : try Certificate.all(inPEM: bytes))
            } catch {
                throw .finding(
                    Finding(
                        .unreadable, "`\(path)` cannot be read: \(error.message)", at: .path(path), notes: [error.code])
                )
            }
        }
        let names = paths.map { "`\($0)`" }.joined(separator: ", ")
        throw .finding(Finding(.absent, "there is no \(names)", at: .path(paths[0])))
    }

    private func answer(
        _ findings: [Finding<TLSEndpointCode>], _ evidence: Evidence, _ summary: String
    ) -> Answer<TLSEndpointCode> {
        let failures = findings.filter { $0.code.weight == .failure }
        let doubts = findings.filter { $0.code.weight == .doubt }
        if !failures.isEmpty, let found = NonEmpty(failures + doubts) { return .failed(found, [evidence]) }
        if let found = NonEmpty(doubts) { return .inconclusive(found, [evidence]) }
        return .passed(summary, NonEmpty(evidence), warnings: findings)
    }

    private static func evidence(_ handshake: TLSHandshake, of endpoint: String, as server: ServerName) -> Evidence {
        let document: JSON = [
            "endpoint": .string(endpoint), "name": .string("\(server)"), "address": .string(handshake.address),
            "protocol": .string(handshake.version), "cipher": .string(handshake.cipher),
            "certificates": .array(handshake.certificates.map { .string(Digest.of($0).description) }),
        ]
        let bytes = document.canonicalBytes()
        return Evidence(uri: "endpoint.json", digest: .of(bytes), mediaType: "application/json", content: bytes)
    }
}
