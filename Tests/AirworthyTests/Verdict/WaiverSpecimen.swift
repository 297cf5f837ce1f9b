import Airworthy
import AirworthyTesting
import Trust

/// A waiver that is believed, signed with a key made for it.
enum WaiverSpecimen {
    static func believed(step: String, finding: String, of release: Release) throws -> Verified<Waiver> {
        let gate = try VirtualGate()
        let predicate: JSON = [
            "step": .string(step), "finding": .string(finding), "environment": .string(release.environment),
            "manifest": .string("\(release.manifestDigest)"),
            "expires": .string((Samples.instant + .seconds(60)).rfc3339), "owner": "dana", "ticket": "OPS-412",
            "reason": "known, being mended",
        ]
        let statement = Statement.json(
            subjects: [StatementSubject(name: "release.yaml", digests: [release.manifestDigest])],
            predicateType: PredicateType.waiver, predicate: predicate)
        let bytes = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [gate.key]
        ).json.canonicalBytes()
        return try WaiverLoader.load(bytes, source: "w.json", trust: gate.trust, at: Samples.instant)
    }
}
