/// protobuf-specs' `HashAlgorithm`: a name or a number, as enumerations are in protobuf's JSON.
enum HashAlgorithmName {
    static func algorithm(_ value: JSONValue) -> DigestAlgorithm? {
        switch (value.string, value.integer) {
        case ("SHA2_256"?, _), (_, 1?): .sha256
        case ("SHA2_384"?, _), (_, 2?): .sha384
        case ("SHA2_512"?, _), (_, 3?): .sha512
        default: nil
        }
    }

    static func name(of algorithm: DigestAlgorithm) -> String {
        switch algorithm {
        case .sha256: "SHA2_256"
        case .sha384: "SHA2_384"
        case .sha512: "SHA2_512"
        }
    }
}
