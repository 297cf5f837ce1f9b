import Trust

/// SARIF 2.1.0 (OASIS), as scanners of packages write it.
enum SARIFReader {
    static func read(_ root: ScanFields) throws(ScanFault) -> VulnerabilityScan {
        guard try root.text("version") == "2.1.0" else { throw ScanFault("`version` is not 2.1.0") }
        let runs = try root.objects("runs")
        guard let run = runs.first, runs.count == 1 else { throw ScanFault("has \(runs.count) runs, not one") }
        guard let driver = try run.object("tool")?.object("driver") else { throw ScanFault("`tool.driver` is missing") }
        let name = try driver.requiredText("name")
        let rules = try Rules(driver, try run.object("tool")?.objects("extensions") ?? [])
        var found: [VulnerabilityMatch] = []
        let results = try run.objects("results")
        for result in results {
            if let match = try read(result, rules) { found.append(match) }
        }
        let ended = try invocation(run)
        return VulnerabilityScan(
            format: .sarif,
            scanner: [name, try driver.firstText("semanticVersion", "version")].compactMap { $0 }
                .joined(separator: " "),
            scannedAt: ended.at, databaseAt: nil, subjects: try subjects(run),
            coverage: try coverage(run, isEmpty: results.isEmpty, succeeded: ended.succeeded), filter: nil,
            matches: found)
    }

    /// Trivy's, in the run's property bag.
    private static func subjects(_ run: ScanFields) throws(ScanFault) -> [Digest] {
        guard let properties = try run.object("properties") else { return [] }
        let names = try properties.texts("repoDigests") + [try properties.text("imageName") ?? ""]
        return names.compactMap(Digest.named)
    }

    /// When the last invocation ended, and whether every one succeeded; nil where none is told (3.20.14).
    private static func invocation(_ run: ScanFields) throws(ScanFault) -> (at: Instant?, succeeded: Bool?) {
        var ended: Instant?
        var succeeded: Bool?
        for invocation in try run.objects("invocations") {
            guard let one = invocation.value["executionSuccessful"]?.bool else {
                throw ScanFault("`executionSuccessful` is missing", at: invocation.value)
            }
            succeeded = (succeeded ?? true) && one
            if let instant = try invocation.instant("endTimeUtc") { ended = max(ended ?? instant, instant) }
        }
        return (ended, succeeded)
    }

    /// `results` absent or `null` says that the scan was not done; an empty list that it found nothing (3.14.23).
    private static func coverage(
        _ run: ScanFields, isEmpty: Bool, succeeded: Bool?
    ) throws(ScanFault) -> VulnerabilityScan.Coverage {
        if succeeded == false { return .nothing("an invocation of the tool did not succeed") }
        guard try run.list("results") != nil else { return .nothing("the run has no `results`: it was not completed") }
        if !isEmpty || succeeded == true { return .something }
        guard let artifacts = try run.list("artifacts"), !artifacts.isEmpty else {
            return .nothing("no result, and neither an invocation that succeeded nor an artifact that was looked at")
        }
        return .something
    }

    /// Rules by identifier and by place, of the driver and of each extension.
    private struct Rules {
        private struct Component {
            var byPlace: [ScanFields] = []
            var byID: [String: ScanFields] = [:]

            init(_ component: ScanFields) throws(ScanFault) {
                for rule in try component.objects("rules") {
                    byPlace.append(rule)
                    byID[try rule.requiredText("id")] = rule
                }
            }
        }

        private let driver: Component
        private var extensions: [Component] = []

        init(_ driver: ScanFields, _ extensions: [ScanFields]) throws(ScanFault) {
            self.driver = try Component(driver)
            for one in extensions { self.extensions.append(try Component(one)) }
        }

        func rule(of result: ScanFields) throws(ScanFault) -> ScanFields? {
            let reference = try result.object("rule")
            let component = try component(of: reference, in: result)
            let place = (result.value["ruleIndex"] ?? reference?.value["index"])?.integer ?? -1
            if place >= 0 {
                guard place < component.byPlace.count else {
                    throw ScanFault("`ruleIndex` names no rule", at: result.value)
                }
                return component.byPlace[Int(place)]
            }
            if let id = try result.text("ruleId") { return component.byID[id] }
            return try reference?.text("id").flatMap { component.byID[$0] }
        }

        /// The driver where nothing is said (3.54.2); another's rule at the same place would be another rule.
        private func component(of reference: ScanFields?, in result: ScanFields) throws(ScanFault) -> Component {
            guard let named = try reference?.object("toolComponent") else { return driver }
            guard let place = named.value["index"]?.integer, place >= 0, place < extensions.count else {
                throw ScanFault("`rule.toolComponent` has no `index` of an extension", at: result.value)
            }
            return extensions[Int(place)]
        }
    }

    /// Nil for what is no failure (3.27.9) or was there before and is gone (3.27.24).
    private static func read(_ result: ScanFields, _ rules: Rules) throws(ScanFault) -> VulnerabilityMatch? {
        let kind = try result.text("kind") ?? "fail"
        guard kind == "fail" || kind == "open" || kind == "review" else { return nil }
        guard try result.text("baselineState") != "absent" else { return nil }
        let rule = try rules.rule(of: result)
        let ruleID = try rule?.text("id")
        guard let id = try result.text("ruleId") ?? ruleID else {
            throw ScanFault("names no rule", at: result.value)
        }
        var score: Double?
        if let text = try rule?.object("properties")?.text("security-severity") {
            guard let number = Double(text), (0...10).contains(number) else {
                throw ScanFault(
                    "`security-severity` `\(Excerpt.of(text))` is not a number from 0 to 10", at: result.value)
            }
            score = number
        }
        let purls = try rule?.object("properties")?.texts("purls") ?? []
        let place = try result.objects("locations").first?.object("physicalLocation")?.object("artifactLocation")
        let uri = try place?.text("uri")
        let packageURL = purls.count == 1 ? PackageURL(purls[0]) : nil
        return VulnerabilityMatch(
            id: name(in: id), aliases: [], package: packageURL?.withoutQualifiers ?? uri ?? id,
            packageURL: packageURL, severity: try severity(result, rule, score: score), score: score, fix: .unknown,
            suppression: try suppression(result))
    }

    /// Grype's rules are a vulnerability in a package, `CVE-2024-1-openssl`; the vulnerability is what VEX speaks of.
    private static func name(in rule: String) -> String {
        let words = rule.split(separator: "-")
        if rule.hasPrefix("CVE-"), words.count > 3 { return words.prefix(3).joined(separator: "-") }
        if rule.hasPrefix("GHSA-"), words.count > 4 { return words.prefix(4).joined(separator: "-") }
        return rule
    }

    /// By the score, which says more than the three levels, or by a level that somebody wrote, whichever is worse: a
    /// distribution may rate higher than the score does. SARIF's own default is `warning` (3.27.10); but that nobody judged
    /// a result does not make it a medium one.
    private static func severity(
        _ result: ScanFields, _ rule: ScanFields?, score: Double?
    ) throws(ScanFault) -> VulnerabilitySeverity {
        let level = try level(result, rule)
        if let score, score > 0 { return max(level, VulnerabilitySeverity(score: score)) }
        // There is no worse level than `error`: without a score it may be the worst there is.
        if level == .high { return .critical }
        // A score of nought is what scanners write of a severity nobody has said.
        return score == nil || level >= .medium ? level : .unknown
    }

    private static func level(_ result: ScanFields, _ rule: ScanFields?) throws(ScanFault) -> VulnerabilitySeverity {
        let usual = try rule?.object("defaultConfiguration")?.text("level")
        guard let level = try result.text("level") ?? usual else { return .unknown }
        switch level {
        case "error": return .high
        case "warning": return .medium
        case "note": return .low
        case "none": return .negligible
        default: throw ScanFault("`level` is `\(Excerpt.of(level))`", at: result.value)
        }
    }

    /// Suppressed only where no suppression is rejected or still under review (3.27.23).
    private static func suppression(_ result: ScanFields) throws(ScanFault) -> String? {
        let suppressions = try result.objects("suppressions")
        for suppression in suppressions where try suppression.text("status") ?? "accepted" != "accepted" { return nil }
        return try suppressions.first.map { (first) throws(ScanFault) in
            try first.firstText("justification", "kind") ?? "a suppression"
        }
    }
}
