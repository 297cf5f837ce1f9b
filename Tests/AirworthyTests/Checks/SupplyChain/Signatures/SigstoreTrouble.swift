import AirworthyTesting
import Testing
import Trust

/// A keyless signature about which one thing is not as it should be, for each finding that checks have for it. The
/// single faults themselves, and their own codes, are in ``BundleDecisionTests``.
struct SigstoreTrouble: Sendable, CustomTestStringConvertible {
    /// The finding it must be reported as.
    let code: String
    let bundle: [UInt8]
    let specimen: SigstoreSpecimen
    let anchors: [SigstoreVerifier.Anchor]

    var testDescription: String { code }

    static let codes = [
        "certificate-invalid", "sct-invalid", "no-trusted-time", "timestamp-invalid", "log-entry-invalid",
        "log-entry-mismatch", "untrusted-signer", "outside-validity",
    ]

    static func make(_ code: String, shape: SigstoreShape = .standard) throws -> SigstoreTrouble {
        let sigstore = try VirtualSigstore()
        let stranger = try VirtualSigstore()
        let plain = try sigstore.mint(shape: shape)
        let foreign = try JSONDocument(try stranger.mint(shape: shape).trustedRoot, name: "root").root
        switch code {
        case "certificate-invalid":
            return try of(code, plain, root: ["certificateAuthorities": foreign["certificateAuthorities"]])
        case "sct-invalid": return try of(code, plain, root: ["ctlogs": foreign["ctlogs"]])
        case "log-entry-invalid": return try of(code, plain, root: ["tlogs": foreign["tlogs"]])
        case "no-trusted-time":
            let bundle = try JSONDocument(plain.bundle, name: "bundle").root.json
            return try of(code, plain, bundle: removing("tlogEntries", in: bundle).canonicalBytes())
        case "timestamp-invalid":
            var shape = shape
            shape.time = .timestamp
            return try of(
                code, try sigstore.mint(shape: shape), root: ["timestampAuthorities": foreign["timestampAuthorities"]])
        case "log-entry-mismatch":
            return try of(code, try sigstore.mint(.binding(.entryForOtherArtifact), shape: shape))
        case "untrusted-signer":
            var shape = shape
            shape.identity = .email
            return try of(code, plain, bundle: try sigstore.mint(shape: shape).bundle)
        case "outside-validity":
            return try of(code, plain, ended: true)
        default: preconditionFailure("no trouble is called `\(code)`")
        }
    }

    private static func of(
        _ code: String, _ specimen: SigstoreSpecimen, bundle: [UInt8]? = nil, root: [String: JSONValue?] = [:],
        ended: Bool = false
    ) throws -> SigstoreTrouble {
        guard case .object(var members) = try JSONDocument(specimen.trustedRoot, name: "root").root.json else {
            preconditionFailure("a trusted root is an object")
        }
        for (name, value) in root { members[name] = value?.json }
        if ended, case .array(let authorities)? = members["certificateAuthorities"] {
            members["certificateAuthorities"] = .array(
                authorities.map { end($0, at: specimen.signedAt - .seconds(60)) })
        }
        let trusted = try TrustedRoot(JSON.object(members).canonicalBytes(), name: "trusted_root.json")
        return SigstoreTrouble(
            code: code, bundle: bundle ?? specimen.bundle, specimen: specimen,
            anchors: [SigstoreVerifier.Anchor(root: trusted)])
    }

    private static func removing(_ name: String, in bundle: JSON) -> JSON {
        guard case .object(var members) = bundle, case .object(var material)? = members["verificationMaterial"] else {
            preconditionFailure("a bundle has verification material")
        }
        material[name] = nil
        members["verificationMaterial"] = .object(material)
        return .object(members)
    }

    private static func end(_ authority: JSON, at instant: Instant) -> JSON {
        guard case .object(var members) = authority, case .object(var window)? = members["validFor"] else {
            preconditionFailure("an authority is valid for some time")
        }
        window["end"] = .string(instant.rfc3339)
        members["validFor"] = .object(window)
        return .object(members)
    }
}
