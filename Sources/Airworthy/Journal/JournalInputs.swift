public import Trust

/// What a run is judged by. A result stands only as long as all of it is what it was.
public struct JournalInputs: Sendable, Hashable {
    public let environment: String
    public let checklist: Digest
    public let manifest: Digest
    public let plan: Digest
    public let trust: Digest
    public let epoch: Int
    public let tool: String
    /// Who began the run, where that is known.
    public let initiator: String?
    /// The instant everything was judged at.
    public let effective: Instant
    /// First instant at which a claim judged at ``effective`` no longer admits.
    public let expires: Instant

    public init(_ plan: Plan, trust: TrustPolicy, tool: String, initiator: String? = nil, effective: Instant) {
        self.init(
            environment: plan.release.environment, checklist: plan.checklist.digest,
            manifest: plan.release.manifestDigest, plan: plan.digest, trust: trust.digest, epoch: trust.epoch,
            tool: tool, initiator: initiator, effective: effective,
            expires: plan.release.window.end(from: effective))
    }

    init(
        environment: String, checklist: Digest, manifest: Digest, plan: Digest, trust: Digest, epoch: Int,
        tool: String, initiator: String?, effective: Instant, expires: Instant
    ) {
        self.environment = environment
        self.checklist = checklist
        self.manifest = manifest
        self.plan = plan
        self.trust = trust
        self.epoch = epoch
        self.tool = tool
        self.initiator = initiator
        self.effective = effective
        self.expires = expires
    }

    /// Why nothing that was found under `earlier` counts under these; empty when it does.
    ///
    /// - Parameter now: the clock. It may have been set back or forward: a result from the future is believed as little
    ///   as one whose time is over.
    public func differences(from earlier: JournalInputs, at now: Instant) -> [String] {
        var differences: [String] = []
        func compare(_ what: String, _ was: Digest, _ isNow: Digest) {
            if was != isNow { differences.append("\(what) was \(was.short) and is \(isNow.short)") }
        }
        if earlier.environment != environment {
            differences.append("the environment was `\(earlier.environment)` and is `\(environment)`")
        }
        compare("the checklist", earlier.checklist, checklist)
        compare("the release", earlier.manifest, manifest)
        if earlier.epoch != epoch {
            differences.append("the trust policy's epoch was \(earlier.epoch) and is \(epoch)")
        }
        compare("the trust policy", earlier.trust, trust)
        if earlier.tool != tool { differences.append("the tool was \(earlier.tool) and is \(tool)") }
        if differences.isEmpty { compare("the plan", earlier.plan, plan) }
        if now < earlier.effective {
            differences.append("the clock says \(now), before the instant \(earlier.effective) it was judged at")
        }
        if now >= earlier.expires {
            differences.append(
                "what was judged at \(earlier.effective) held until \(earlier.expires), and it is \(now)")
        }
        return differences
    }
}

extension JournalInputs {
    func write(to json: inout CanonicalWriter) {
        json.object { json in
            json.member("checklist", checklist.description)
            json.member("effective", effective.rfc3339)
            json.member("environment", environment)
            json.member("epoch", epoch)
            json.member("expires", expires.rfc3339)
            json.member("initiator", initiator)
            json.member("manifest", manifest.description)
            json.member("plan", plan.description)
            json.member("tool", tool)
            json.member("trust", trust.description)
        }
    }

    /// Nil for anything but what ``write(to:)`` writes.
    init?(_ json: JSONValue) {
        func digest(_ key: String) -> Digest? { (json[key]?.string).flatMap { Digest($0) } }
        func instant(_ key: String) -> Instant? { (json[key]?.string).flatMap { Instant(rfc3339: $0) } }
        guard let environment = json["environment"]?.string, let checklist = digest("checklist"),
            let manifest = digest("manifest"), let plan = digest("plan"), let trust = digest("trust"),
            let epoch = json["epoch"]?.integer, let tool = json["tool"]?.string,
            let effective = instant("effective"), let expires = instant("expires")
        else { return nil }
        self.init(
            environment: environment, checklist: checklist, manifest: manifest, plan: plan, trust: trust,
            epoch: Int(epoch), tool: tool, initiator: json["initiator"]?.string, effective: effective, expires: expires)
    }
}
