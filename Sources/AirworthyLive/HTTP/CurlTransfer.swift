import Airworthy
import CCurl
import Glibc
import Synchronization
import Trust

/// One request without its redirects: the owner of one easy handle (`CURL *`).
///
/// `@unchecked Sendable`: the task that asks makes it and hands it over; from then on only the loop's thread touches it,
/// except for `isCancelled`, which is atomic.
final class CurlTransfer: @unchecked Sendable {
    typealias Ending = Result<HTTPResponse, HTTPFailure>

    /// A response's headers and the remark of a failure may not be endless either.
    private static let headerLimit = 128 << 10
    private static let remarkLimit = 8 << 10

    let handle: UnsafeMutableRawPointer
    private let url: HTTPURL
    private let sink: any BodySink
    private let upload: CurlUpload?
    private let message: UnsafeMutablePointer<CChar>
    private var list: UnsafeMutablePointer<curl_slist>?

    private var headers: [(name: String, value: String)] = []
    private var headerBytes = 0
    private var remark: [UInt8] = []
    /// What we found wrong ourselves: libcurl then reports a write error.
    private var fault: String?
    /// We had enough: libcurl then reports a write error that is none.
    private var isSatisfied = false
    /// Whether the sink wants this answer's body; nil until its first bytes are here.
    private var isWanted: Bool?
    private var continuation: CheckedContinuation<Ending, Never>?
    private let cancelled = Atomic(false)

    init(_ request: HTTPRequest, over transport: HTTPTransport, into sink: any BodySink) {
        guard let handle = airworthy_curl_easy_init() else { preconditionFailure("libcurl has no memory for a handle") }
        self.handle = handle
        self.sink = sink
        upload = request.method.isSafe ? nil : CurlUpload(request.body)
        url = request.url
        message = .allocate(capacity: Int(CURL_ERROR_SIZE))
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        configure(request)
        secure(transport)
        if let identity = request.identity { prove(identity) }
        for (name, value) in request.headers { append("\(name): \(value)") }
        // Registries answer early without being asked to; waiting a second for leave to send is only waiting.
        if upload != nil { append("Expect:") }
        if let authorization = request.authorization { append("Authorization: \(authorization)") }
        for credential in request.credentials {
            append("\(credential.header): " + credential.value.withBytes { String(decoding: $0, as: UTF8.self) })
        }
        airworthy_curl_set_list(handle, CURLOPT_HTTPHEADER, list)
    }

    deinit {
        airworthy_curl_easy_cleanup(handle)
        airworthy_curl_slist_free_all(list)
        message.deallocate()
    }

    // MARK: - The asking task

    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    func cancel() { cancelled.store(true, ordering: .releasing) }

    func begin(_ continuation: CheckedContinuation<Ending, Never>) {
        self.continuation = continuation
    }

    private func append(_ line: String) {
        // A line break would smuggle in a header of the value's own making.
        precondition(!line.utf8.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 }, "a header is one line")
        list = airworthy_curl_slist_append(list, line)
    }

    private func configure(_ request: HTTPRequest) {
        text(CURLOPT_URL, request.url.text)
        switch request.method {
        case .get: number(CURLOPT_HTTPGET, 1)
        case .head: number(CURLOPT_NOBODY, 1)
        case .options:
            number(CURLOPT_HTTPGET, 1)
            text(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        case .post, .patch, .put:
            text(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
            upload?.configure(handle)
        }
        text(CURLOPT_PROTOCOLS_STR, "http,https")
        text(CURLOPT_USERAGENT, "airworthy")
        // Redirects are followed by ``HTTPClient``, which knows what may be sent where.
        number(CURLOPT_FOLLOWLOCATION, 0)
        number(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if request.isDirect { text(CURLOPT_NOPROXY, "*") }
        // Signals are the process's, not a library's; and a cancelled look-up of a name must not hold the thread.
        number(CURLOPT_NOSIGNAL, 1)
        number(CURLOPT_QUICK_EXIT, 1)
        // Wait for a connection that can be shared rather than opening another (HTTP/2).
        number(CURLOPT_PIPEWAIT, 1)
        number(CURLOPT_BUFFERSIZE, 128 << 10)

        number(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))

        number(CURLOPT_CONNECTTIMEOUT_MS, request.deadlines.connecting.milliseconds)
        number(CURLOPT_TIMEOUT_MS, request.deadlines.total.milliseconds)
        number(CURLOPT_LOW_SPEED_LIMIT, 100)
        number(CURLOPT_LOW_SPEED_TIME, max(1, request.deadlines.silence.milliseconds / 1_000))

        // Borrowed: the loop holds the transfer for as long as the handle is in it.
        let context = Unmanaged.passUnretained(self).toOpaque()
        airworthy_curl_set_buffer(handle, CURLOPT_ERRORBUFFER, message)
        airworthy_curl_set_receiver(handle, CURLOPT_HEADERFUNCTION, receiveHeader)
        airworthy_curl_set_context(handle, CURLOPT_HEADERDATA, context)
        airworthy_curl_set_receiver(handle, CURLOPT_WRITEFUNCTION, receiveBody)
        airworthy_curl_set_context(handle, CURLOPT_WRITEDATA, context)
    }

    private func secure(_ transport: HTTPTransport) {
        number(CURLOPT_SSL_VERIFYPEER, transport.verifiesPeer ? 1 : 0)
        number(CURLOPT_SSL_VERIFYHOST, transport.verifiesPeer ? 2 : 0)
        if let authorities = transport.authorities {
            switch authorities {
            case .file(let path): text(CURLOPT_CAINFO, path)
            case .pem(let bytes):
                bytes.withUnsafeBytes { blob(CURLOPT_CAINFO_BLOB, $0) }
            }
            // Debian's libcurl also looks in /etc/ssl/certs: "only these authorities" must mean it.
            airworthy_curl_set_text(handle, CURLOPT_CAPATH, nil)
        }
        if let certificate = transport.clientCertificate, let key = transport.clientKey {
            text(CURLOPT_SSLCERT, certificate)
            text(CURLOPT_SSLKEY, key)
            neverAsksForPassword()
        }
    }

    private func prove(_ identity: HTTPQuestion.Identity) {
        identity.certificate.withUnsafeBytes { blob(CURLOPT_SSLCERT_BLOB, $0) }
        identity.key.withBytes { blob(CURLOPT_SSLKEY_BLOB, $0) }
        neverAsksForPassword()
    }

    // An encrypted key is refused: without this OpenSSL would stop the gate to ask the terminal for a password.
    private func neverAsksForPassword() { text(CURLOPT_KEYPASSWD, "") }

    private func blob(_ option: CURLoption, _ bytes: UnsafeRawBufferPointer) {
        let code = airworthy_curl_set_blob(handle, option, bytes.baseAddress, bytes.count)
        precondition(code == CURLE_OK, "libcurl refused option \(option.rawValue)")
    }

    private func number(_ option: CURLoption, _ value: Int) {
        let code = airworthy_curl_set_long(handle, option, value)
        precondition(code == CURLE_OK, "libcurl refused option \(option.rawValue)")
    }

    private func text(_ option: CURLoption, _ value: String) {
        let code = airworthy_curl_set_text(handle, option, value)
        precondition(code == CURLE_OK, "libcurl refused option \(option.rawValue)")
    }

    // MARK: - The loop's thread

    private func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    private var status: Int {
        var status = 0
        airworthy_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    /// - Returns: false for more headers than anyone honest sends.
    fileprivate func receive(header line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Self.headerLimit else {
            fault = "the answer has more than \(Self.headerLimit) bytes of headers"
            return false
        }
        let text = String(decoding: line.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            // A new response: what came before was an interim one (RFC 9110 §15.2).
            headers = []
        } else if let colon = text.firstIndex(of: ":") {
            let (name, value) = (text[..<colon].lowercased(), String(text[text.index(after: colon)...]).trimmed)
            // RFC 9112 §6.3: nobody can say where such a body ends, and libcurl believes the last.
            guard name != "content-length" || headers.allSatisfy({ $0.name != name || $0.value == value }) else {
                fault = "the answer has two lengths"
                return false
            }
            headers.append((name, value))
        }
        return true
    }

    /// - Returns: false to stop the transfer.
    fileprivate func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
        if (200...299).contains(status) || sink.takesEveryAnswer {
            let wanted = isWanted ?? sink.begin(status: status, contentRange: header("content-range"))
            isWanted = wanted
            guard wanted else { return false }
            isSatisfied = !sink.receive(bytes)
        } else {
            remark.append(contentsOf: bytes.prefix(Self.remarkLimit - remark.count))
            isSatisfied = remark.count >= Self.remarkLimit
        }
        return !isSatisfied
    }

    /// Answers whoever is waiting. The handle must be out of the loop by now.
    func end(_ code: CURLcode) {
        if code == CURLE_OK || (code == CURLE_WRITE_ERROR && isSatisfied) {
            finish(.success(HTTPResponse(status: status, headers: headers, url: url, remark: remark)))
        } else {
            finish(.failure(failure(code)))
        }
    }

    func endCancelled() {
        finish(.failure(HTTPFailure(kind: .cancelled, message: "the request was interrupted")))
    }

    private func finish(_ ending: Ending) {
        continuation?.resume(returning: ending)
        continuation = nil
    }

    private func failure(_ code: CURLcode) -> HTTPFailure {
        let detail = String(cString: message)
        let words = fault ?? (detail.isEmpty ? String(cString: airworthy_curl_easy_strerror(code)) : detail)
        let kind: HTTPFailure.Kind =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_PROXY:
                .unreachable
            case CURLE_OPERATION_TIMEDOUT: .timedOut
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE,
                CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CERTPROBLEM:
                .untrusted
            default: .broken
            }
        return HTTPFailure(kind: kind, message: words.prefix(1).lowercased() + words.dropFirst())
    }
}

// Called by libcurl on the loop's thread. Free functions: a closure would inherit the isolation of where it is written,
// and trap on this thread.

private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.receive(header: UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.receive(body: UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}
