import Trust

/// How one registry is reached.
public struct RegistrySettings: Sendable, Hashable {
    /// A directory that stands in for the registry: `<layout>/<repository>` is an OCI layout. No socket is opened.
    public var layout: String?
    /// A registry that stands in for this one: everything is asked there, and the registry itself is never contacted.
    public var location: RegistryPlace?
    /// Copies asked first, in order, for what is named by digest. What a tag means now and what refers to an image are
    /// questions for the registry itself: a copy that lags would answer them wrongly, and no digest would show it.
    public var mirrors: [RegistryPlace] = []
    /// Plain HTTP is used only where it is named.
    public var plainHTTP = false
    /// PEM bundle of the only certificate authorities trusted for this host.
    public var caFile: String?
    /// PEM certificate (chain) shown to this host, and the PEM key that belongs to it.
    public var clientCertificate: String?
    public var clientKey: String?
    /// Most requests one command sends to this host.
    public var requests = RegistrySettings.defaultRequests

    /// Two hundred images with everything attached take some two thousand.
    public static let defaultRequests = 20_000

    public init(layout: String? = nil, plainHTTP: Bool = false, caFile: String? = nil) {
        self.layout = layout
        self.plainHTTP = plainHTTP
        self.caFile = caFile
    }

    init(_ node: YAMLNode, host: String) throws(InputError) {
        var fields = try FieldReader(node, as: "registry `\(host)`")
        layout = try fields.optionalString("layout")
        if let text = try fields.optionalString("location") {
            location = try RegistryPlace(text, at: fields.place(of: "location"))
        }
        for text in try fields.optionalStrings("mirrors") ?? [] {
            mirrors.append(try RegistryPlace(text, at: fields.place(of: "mirrors")))
        }
        plainHTTP = try fields.optionalBool("plainHTTP") ?? false
        caFile = try fields.optionalString("caFile")
        clientCertificate = try fields.optionalString("clientCertificate")
        clientKey = try fields.optionalString("clientKey")
        requests = try fields.optionalInteger("requests") ?? requests
        guard (1...1_000_000).contains(requests) else {
            throw InputError(
                "out-of-range", "`requests` of registry `\(host)` is \(requests)", at: fields.place(of: "requests"),
                remedy: "write between 1 and 1000000")
        }
        try fields.finish()
        try refuseContradictions(host: host, at: fields.location)
    }

    /// Of a host that is no registry.
    init(transport node: YAMLNode, host: String) throws(InputError) {
        var fields = try FieldReader(node, as: "host `\(host)`")
        plainHTTP = try fields.optionalBool("plainHTTP") ?? false
        caFile = try fields.optionalString("caFile")
        clientCertificate = try fields.optionalString("clientCertificate")
        clientKey = try fields.optionalString("clientKey")
        try fields.finish()
        try refuseContradictions(host: host, at: fields.location)
    }

    private func refuseContradictions(host: String, at place: Location) throws(InputError) {
        func refused(_ fault: String, _ remedy: String) -> InputError {
            InputError("registry-settings", "`\(host)` \(fault)", at: place, remedy: remedy)
        }
        let hasTransport = plainHTTP || caFile != nil || clientCertificate != nil || clientKey != nil
        if layout != nil, hasTransport || location != nil || !mirrors.isEmpty {
            throw refused(
                "is a layout on disk, so it has no transport", "keep either `layout` or the transport settings")
        }
        if let location {
            guard !hasTransport, mirrors.isEmpty else {
                throw refused(
                    "is never contacted, because `\(location)` stands in for it",
                    "write the transport settings and mirrors under `\(location.host)`")
            }
            guard location.host != host || location.prefix != nil else {
                throw refused("stands in for itself", "remove `location`")
            }
        }
        if plainHTTP, caFile != nil || clientCertificate != nil {
            throw refused(
                "is plain HTTP, so its certificates would protect nothing", "remove `plainHTTP` or the certificates")
        }
        if (clientCertificate == nil) != (clientKey == nil) {
            throw refused(
                "has one half of a client certificate", "write both `clientCertificate` and `clientKey`")
        }
    }
}
