import Trust

/// The trusted root a specimen is to be judged with.
extension SigstorePress {
    static let operatorName = "virtual.example"

    func trustedRoot() throws(Diagnostic) -> JSON {
        let trust = plan.trust
        return [
            "mediaType": .string(plan.shape.rootMediaType.rawValue),
            // Both generations, as in the public instance; the one that is used comes first.
            "tlogs": [log(rekor(.trusted)), log(otherGeneration)],
            "certificateAuthorities": [
                TrustedRootDocument.authority(
                    "virtual-fulcio-root", url: "https://fulcio.example", chain: fulcio.chain, window: trust.fulcio)
            ],
            "ctlogs": [
                TrustedRootDocument.log(
                    "https://ctfe.example/2026", key: ctLog.key.publicKey, logID: ctLog.logID, window: trust.ctLog,
                    operator: Self.operatorName)
            ],
            "timestampAuthorities": [
                TrustedRootDocument.authority(
                    "virtual-tsa", url: "https://tsa.example", chain: timestamps.chain, window: trust.timestamps)
            ],
        ]
    }

    /// An entry of `tlogs`.
    func log(_ rekor: VirtualRekor) -> JSON {
        TrustedRootDocument.log(
            "https://\(rekor.host)", key: rekor.key.publicKey, logID: rekor.logID, window: plan.trust.rekor,
            operator: Self.operatorName)
    }
}
