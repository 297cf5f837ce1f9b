/// A check kind for people: what its page says, from the same declarations.
public enum CheckText {
    public static func lines(_ type: any Check.Type) -> [String] {
        let kind = type.kind
        var lines = [
            "\(kind.id): \(kind.summary)",
            "touches: \(kind.capabilities.map(\.rawValue).sorted().joined(separator: ", "))",
            "examines: \(kind.subjects.map(\.rawValue).sorted().joined(separator: ", "))",
            "arguments:",
        ]
        lines += kind.parameters.map { parameter in
            let needed = parameter.defaultText.map { "default \($0)" } ?? "required"
            return "  \(parameter.name) (\(parameter.kind.rawValue), \(needed)): \(parameter.summary)"
        }
        lines.append("findings:")
        return lines + findings(type)
    }

    private static func findings<Kind: Check>(_ type: Kind.Type) -> [String] {
        Kind.Code.allCases.flatMap { ["  \($0.rawValue): \($0.meaning)", "      fix: \($0.remedy)"] }
    }
}
