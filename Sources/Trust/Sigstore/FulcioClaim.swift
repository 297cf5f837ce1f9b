/// What Fulcio writes into a certificate about the token it was given (fulcio, docs/oid-info.md): arc
/// 1.3.6.1.4.1.57264.1. Raw values are the names used in trust policies.
public enum FulcioClaim: String, Sendable, Hashable, CaseIterable {
    // Deprecated, raw bytes.
    case issuerV1
    case githubWorkflowTrigger, githubWorkflowSha, githubWorkflowName, githubWorkflowRepository, githubWorkflowRef
    // UTF8String.
    case issuer
    case buildSignerUri, buildSignerDigest, runnerEnvironment
    case sourceRepositoryUri, sourceRepositoryDigest, sourceRepositoryRef, sourceRepositoryIdentifier
    case sourceRepositoryOwnerUri, sourceRepositoryOwnerIdentifier
    case buildConfigUri, buildConfigDigest, buildTrigger, runInvocationUri
    case sourceRepositoryVisibilityAtSigning, deploymentEnvironment, tokenSubject

    private static let rawArcs: [FulcioClaim] = [
        .issuerV1, .githubWorkflowTrigger, .githubWorkflowSha, .githubWorkflowName, .githubWorkflowRepository,
        .githubWorkflowRef,
    ]
    /// From arc 8 on; 7 is the kind of a user name, not a claim.
    private static let textArcs: [FulcioClaim] = [
        .issuer, .buildSignerUri, .buildSignerDigest, .runnerEnvironment, .sourceRepositoryUri,
        .sourceRepositoryDigest, .sourceRepositoryRef, .sourceRepositoryIdentifier, .sourceRepositoryOwnerUri,
        .sourceRepositoryOwnerIdentifier, .buildConfigUri, .buildConfigDigest, .buildTrigger, .runInvocationUri,
        .sourceRepositoryVisibilityAtSigning, .deploymentEnvironment, .tokenSubject,
    ]
    private static let identifiers: [OID: (claim: FulcioClaim, isText: Bool)] = {
        var identifiers: [OID: (claim: FulcioClaim, isText: Bool)] = [:]
        for (place, claim) in rawArcs.enumerated() {
            identifiers[OID("1.3.6.1.4.1.57264.1.\(place + 1)")] = (claim, false)
        }
        for (place, claim) in textArcs.enumerated() {
            identifiers[OID("1.3.6.1.4.1.57264.1.\(place + 8)")] = (claim, true)
        }
        return identifiers
    }()

    static func read(_ fields: CertificateFields) throws(DERFault) -> [FulcioClaim: String] {
        var claims: [FulcioClaim: String] = [:]
        for found in fields.extensions {
            guard let (claim, isText) = identifiers[found.identifier] else { continue }
            let text =
                isText
                ? try DERReader.only(DERValue.utf8, in: found.value).text
                : String(validating: found.value, as: UTF8.self)
            guard let text, !text.isEmpty else { throw DERFault("its claim `\(claim.rawValue)` is not text") }
            claims[claim] = text
        }
        return claims
    }
}
