import Trust

/// How one registry is reached.
public struct RegistrySettings: Sendable, Hashable {
    /// A directory that stands in for the registry: `<layout>/<repository>` is an OCI layout. No socket is opened.
    public var layout: String?
    /// Plain HTTP is used only where it is named.
    public var plainHTTP = false
    /// PEM bundle of the only certificate authorities trusted for this host.
    public var caFile: String?

    public init(layout: String? = nil, plainHTTP: Bool = false, caFile: String? = nil) {
        self.layout = layout
        self.plainHTTP = plainHTTP
        self.caFile = caFile
    }

    init(_ node: YAMLNode, host: String) throws(InputError) {
        var fields = try FieldReader(node, as: "registry `\(host)`")
        layout = try fields.optionalString("layout")
        plainHTTP = try fields.optionalBool("plainHTTP") ?? false
        caFile = try fields.optionalString("caFile")
        try fields.finish()
        if layout != nil, plainHTTP || caFile != nil {
            throw InputError(
                "registry-settings", "registry `\(host)` is a layout on disk, so it has no transport",
                at: fields.location, remedy: "keep either `layout` or the transport settings")
        }
        if plainHTTP, caFile != nil {
            throw InputError(
                "registry-settings", "registry `\(host)` is plain HTTP, so `caFile` would protect nothing",
                at: fields.location, remedy: "remove `plainHTTP` or `caFile`")
        }
    }
}
