public import Trust

/// What became of one waiver a run was given: every one is told, and none is silently ignored.
public struct WaiverStanding: Sendable {
    public let waiver: Verified<Waiver>
    /// What there is to say of it: that it covered nothing, that its time is over, that it soon will be. Empty for one
    /// that covered a finding and goes on doing so.
    public let remarks: [Diagnostic]

    /// - Parameter notice: how long before its end a waiver is told to end.
    static func all(
        _ waivers: [Verified<Waiver>], over judgements: [UnitJudgement], _ record: RunRecord,
        notice: Duration
    ) -> [WaiverStanding] {
        let used = Set(judgements.lazy.flatMap(\.waivers).map(\.digest))
        let instant = record.effective
        return waivers.map { waiver in
            let value = waiver.value
            var remarks: [Diagnostic] = []
            if instant >= value.expires {
                remarks.append(
                    Diagnostic(
                        "waiver-expired", "the waiver \(value.ticket) for \(value.title) ended at \(value.expires)",
                        remedy: "resolve the finding, or have \(value.owner) ask for another"))
            } else if !used.contains(value.digest) {
                remarks.append(
                    Diagnostic(
                        "waiver-unused", "the waiver \(value.ticket) for \(value.title) covers nothing that was found",
                        remedy: "take it away: what it was for is mended, or it was never for this"))
            } else if instant + notice >= value.expires {
                remarks.append(
                    Diagnostic(
                        endsSoonCode, "the waiver \(value.ticket) for \(value.title) ends at \(value.expires)",
                        remedy: "have \(value.owner) resolve the finding before then"))
            }
            return WaiverStanding(waiver: waiver, remarks: remarks)
        }
    }

    static let endsSoonCode = "waiver-ends-soon"

    /// How long before its end a waiver is told to end, where the project does not say.
    public static let defaultNotice: Duration = .seconds(7 * 86_400)

    /// As the statement keeps it, with the signed waiver itself: admission believes no summary of it.
    var json: JSON {
        let value = waiver.value
        return .members([
            "digest": RunPredicate.digestSet(value.digest), "step": .string(value.step), "finding": .string(value.code),
            "subject": value.subject.map(JSON.string), "owner": .string(value.owner), "ticket": .string(value.ticket),
            "expiresOn": .string(value.expires.rfc3339), "signers": .array(waiver.signers.array.map(JSON.string)),
            "envelope": .string(String(decoding: value.envelope, as: UTF8.self)),
            "remarks": remarks.isEmpty ? nil : .array(remarks.map(RunPredicate.finding)),
        ])
    }
}
