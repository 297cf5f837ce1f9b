import Trust

extension StepOutput {
    static let absentCode = "output-absent"
    static let secretCode = "output-secret"
    /// Longest evidence that is read as a document.
    private static let longestDocument = 1 << 20

    /// The value a pass holds; a diagnostic where it holds none. Anything but a pass has no outputs.
    func value(in outcome: Outcome) -> Result<VariableValue, Diagnostic> {
        guard case .passed(_, let evidence, _) = outcome else {
            return .failure(absent("its step did not pass"))
        }
        guard let seen = evidence.first(where: { $0.uri == self.evidence }) else {
            let names = evidence.array.prefix(8).map { "`\(Excerpt.of($0.uri))`" }.joined(separator: ", ")
            return .failure(absent("there is no evidence `\(self.evidence)`, only \(names)"))
        }
        guard let bytes = seen.content else {
            return .failure(absent("of the evidence `\(self.evidence)` the digest alone is kept"))
        }
        guard bytes.count <= Self.longestDocument, let text = String(validating: bytes, as: UTF8.self) else {
            return .failure(
                absent("the evidence `\(self.evidence)` is no UTF-8 text of at most \(Self.longestDocument) bytes"))
        }
        let result = path.map { value(at: $0, in: bytes) } ?? value(of: text)
        if case .success(.string(let text)) = result, Sensitivity.looksSecret(text) {
            return .failure(
                Diagnostic(
                    Self.secretCode, "output `\(name)` looks like a secret, and outputs are recorded and signed",
                    at: location, remedy: "let the later step read the secret from a file"))
        }
        return result
    }

    private func value(of text: String) -> Result<VariableValue, Diagnostic> {
        let line = text.hasSuffix("\r\n") || text.hasSuffix("\n") ? text.dropLast() : text[...]
        guard let value = type.value(of: String(line)) else {
            return .failure(absent("what `\(evidence)` says is not \(type.wanted)"))
        }
        return .success(value)
    }

    private func value(at path: ValuePath, in bytes: [UInt8]) -> Result<VariableValue, Diagnostic> {
        let root: MatchedValue
        do throws(Diagnostic) {
            root = MatchedValue(.json(try JSONDocument(bytes, name: evidence).root))
        } catch {
            return .failure(absent("`\(evidence)` is no JSON document: \(error.message)"))
        }
        switch path.select(from: root) {
        case .missing(let words): return .failure(absent("`\(path.text)` of `\(evidence)` \(words)"))
        case .found(let found):
            guard let value = type.value(of: found) else {
                return .failure(absent("`\(path.text)` of `\(evidence)` is \(found.shown), not \(type.wanted)"))
            }
            return .success(value)
        }
    }

    private func absent(_ reason: String) -> Diagnostic {
        Diagnostic(
            Self.absentCode, "output `\(name)` has no value: \(reason)", at: location,
            remedy: "make the step say it, or correct `from`, `jsonpath` and `type` of the output")
    }
}

extension Step {
    /// The values of its outputs in `outcome`; those that are not there are left out.
    func outputs(in outcome: Outcome) -> [String: VariableValue] {
        var values: [String: VariableValue] = [:]
        for output in outputs {
            if case .success(let value) = output.value(in: outcome) { values[output.name] = value }
        }
        return values
    }

    /// The outcome itself where a pass holds every output; otherwise the pass shows too little, and is none.
    func confirmingOutputs(of outcome: Outcome) -> Outcome {
        guard !outputs.isEmpty, case .passed(_, let evidence, _) = outcome else { return outcome }
        let absent = outputs.compactMap { output -> Diagnostic? in
            guard case .failure(let diagnostic) = output.value(in: outcome) else { return nil }
            return diagnostic
        }
        return NonEmpty(absent).map { .inconclusive($0, evidence.array) } ?? outcome
    }
}
