public import Trust

/// The line a finding points at, as it stands in a file that is still the one the run read.
///
/// A report may come from anybody and name any file, and a file that is compared with its values masked holds them all the
/// same. So a line is shown only of a file whose digest the run recorded, only while it has it, and not when it looks as if
/// it held a secret.
public struct SourceExcerpt: Sendable, Hashable {
    public enum Standing: Sendable, Hashable {
        case shown
        /// The file has another digest than the run recorded.
        case changed
        /// The line, or the file it is in, may hold a secret.
        case withheld
    }

    /// The line's own bytes, without its end; empty unless shown.
    public let bytes: [UInt8]
    public let line: Int
    /// Counts characters from 1.
    public let column: Int
    public let standing: Standing

    /// - Parameters:
    ///   - recorded: the file's digest when the run read it.
    ///   - message: the finding's; where it masks a value, the line is not shown either.
    /// - Returns: nil when the file has no such line.
    public init?(of file: [UInt8], line: Int, column: Int, recorded: Digest, message: String) {
        self.line = line
        self.column = column
        guard Digest.of(file, recorded.algorithm) == recorded else {
            bytes = []
            standing = .changed
            return
        }
        let lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard line >= 1, line <= lines.count else { return nil }
        let found = Array(lines[line - 1])
        let isSecret = Self.mayHoldSecret(found, in: file) || message.contains("masked")
        bytes = isSecret ? [] : found
        standing = isSecret ? .withheld : .shown
    }

    private static func mayHoldSecret(_ line: [UInt8], in file: [UInt8]) -> Bool {
        let text = String(decoding: line, as: UTF8.self)
        let names = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }
        let sensitivity = Sensitivity(pointers: [])
        if Sensitivity.looksSecret(text) || names.contains(where: { sensitivity.concerns(name: String($0)) }) {
            return true
        }
        let whole = String(decoding: file, as: UTF8.self)
        return whole.contains("-----BEGIN ") || whole.contains(/"?kind"?\s*:\s*"?Secret\b/)
    }

    /// Most characters of a line that are shown.
    private static let width = 160

    /// The line as it is, a mark below the column, and what can be said of the file.
    var lines: [String] {
        switch standing {
        case .changed: return ["the file has changed since the run: its line is not shown"]
        case .withheld: return ["the line is not shown: it may hold a secret"]
        case .shown: break
        }
        let text = SafeText.line(String(decoding: bytes, as: UTF8.self), limit: Self.width)
        let gutter = "\(line) │ "
        var lines = [gutter + text]
        if column <= Self.width {
            lines.append(String(repeating: " ", count: gutter.count + max(0, column - 1)) + "^")
        }
        // What cannot be shown as text is shown as bytes: a look-alike or a control character is then plain to see.
        if !bytes.allSatisfy({ (0x20..<0x7f).contains($0) || $0 == 0x09 }) {
            let shown = bytes.prefix(Self.width / 2)
            lines.append("bytes \(Hex.encode(shown))\(bytes.count > shown.count ? "…" : "")")
        }
        return lines + ["the file is as the run read it"]
    }
}
