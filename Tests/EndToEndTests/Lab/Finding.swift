import Foundation

/// One finding as `airworthy … --json` prints it. Read with Foundation: these tests share no reader with the program.
struct Finding: Decodable, Hashable {
    let code: String
    let location: String?
}

/// What `airworthy check … --json` prints.
struct CheckAnswer: Decodable {
    let outcome: String
    let findings: [Finding]
    let summary: String?

    var codes: [String] { findings.map(\.code) }

    init(_ result: Program.Result) throws {
        self = try JSONDecoder().decode(CheckAnswer.self, from: Data(result.output.utf8))
    }
}
