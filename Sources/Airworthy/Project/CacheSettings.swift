import Trust

/// For how long what registries answered is believed.
public struct CacheSettings: Sendable, Hashable {
    /// Zero for never: every command asks anew.
    public var maxAge: Duration = .seconds(86_400)
    /// Whether it is kept too that a layer hashed to its name. Its bytes are not, so that this could not be checked.
    public var layers = false

    public init() {}

    init(_ node: YAMLNode) throws(InputError) {
        var fields = try FieldReader(node, as: "`cache`")
        maxAge = try fields.optionalDuration("maxAge") ?? maxAge
        layers = try fields.optionalBool("layers") ?? layers
        try fields.finish()
        guard maxAge >= .zero, maxAge <= .seconds(30 * 86_400) else {
            throw InputError(
                "out-of-range", "`maxAge` of `cache` is \(maxAge.text)", at: fields.place(of: "maxAge"),
                remedy: "write thirty days or less, and `0s` for no cache")
        }
    }
}
