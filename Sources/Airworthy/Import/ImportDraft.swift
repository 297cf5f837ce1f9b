import Trust

/// What an import has come to so far, in the order of the file it is made from.
struct ImportDraft {
    private enum Entry {
        case step(ImportedStep)
        case leftBehind(Diagnostic)
    }

    /// More is no file that people keep by hand.
    private static let mostSteps = 5_000
    private static let longestID = 60

    private var entries: [Entry] = []
    private var ids: Set<String> = []
    /// How often the same words have been asked for: many equal names must not cost a search each.
    private var repetitions: [String: Int] = [:]
    /// What holds for the whole checklist, in the order it was found out.
    private(set) var notes: [String] = []

    var stepCount: Int { ids.count }

    /// In the file's order, as far as what was carried over allows.
    private(set) var leftBehind: [Diagnostic] = []

    /// - Parameter what: the thing in its own file's words, after which `why` makes a sentence.
    mutating func leave(_ what: String, _ why: String, at location: Location, remedy: String? = nil) {
        let diagnostic = Diagnostic("not-carried-over", "\(what) \(why)", at: location, remedy: remedy)
        leftBehind.append(diagnostic)
        entries.append(.leftBehind(diagnostic))
    }

    mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }

    /// Adds a step, if our own lint has nothing against it.
    /// - Returns: the id it got; nil when it was left behind.
    @discardableResult
    mutating func carry(_ step: ImportedStep) throws(InputError) -> String? {
        guard ids.count < Self.mostSteps else {
            throw InputError(
                "too-many-steps", "there are more than \(Self.mostSteps) steps in it", at: step.origin,
                remedy: "split the file, and import the parts")
        }
        var step = step
        step.id = free(step.id)
        do throws(InputError) {
            try step.validate()
        } catch {
            leave(step.title, "would be refused here: \(error.diagnostics.first.message)", at: step.origin)
            return nil
        }
        ids.insert(step.id)
        entries.append(.step(step))
        return step.id
    }

    /// The id a step with these words would get.
    private mutating func free(_ words: String) -> String {
        let letters = words.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : " " }
        let joined = String(letters).split(separator: " ").joined(separator: "-").prefix(Self.longestID)
        let id = joined.isEmpty ? "step" : String(joined.last == "-" ? joined.dropLast() : joined)
        guard ids.contains(id) else { return id }
        var number = repetitions[id] ?? 2
        while ids.contains("\(id)-\(number)") { number += 1 }
        repetitions[id] = number
        return "\(id)-\(number)"
    }

    // MARK: - Writing

    func text(of name: String, format: ForeignFormat, phase: Phase) -> String {
        let file = String(name.split(separator: "/").last ?? "file")
        var lines = [
            "# Made by `airworthy import \(format.rawValue)` from \(ImportedValue.comment(file)).",
            "# Steps: \(stepCount). Not carried over: \(leftBehind.count), each a comment where it stood.",
        ]
        lines += notes.map { "# \($0)." }
        lines += [
            "checklist: \(ImportedValue.text("imported-\(format.rawValue)").flow)",
            "phase: \(phase.rawValue)",
            "title: \(ImportedValue.text("Imported from \(file)").flow)",
            "steps:",
        ]
        for entry in entries {
            switch entry {
            case .step(let step): lines += step.lines
            case .leftBehind(let diagnostic):
                let place = diagnostic.location.map { " (\($0))" } ?? ""
                lines.append(ImportedValue.comment("  # NOT CARRIED OVER\(place): \(diagnostic.message)", limit: 400))
                if let remedy = diagnostic.remedy { lines.append("  #   \(ImportedValue.comment(remedy, limit: 300))") }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
