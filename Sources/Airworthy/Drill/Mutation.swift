/// One way to spoil what a step looks at, so that a step that looks at it must fail.
public enum Mutation: Sendable, Hashable {
    /// A fault of the drills.
    case fault(Fault)
    case unpinnedImage
    case movedTag
    case alteredFile
    case silentProgram
    case garbledProgram
    case emptyLedger

    public static let all: [Mutation] =
        Fault.allCases.map(Mutation.fault)
        + [.unpinnedImage, .movedTag, .alteredFile, .silentProgram, .garbledProgram, .emptyLedger]

    public var id: String {
        switch self {
        case .fault(let fault): fault.rawValue
        case .unpinnedImage: "unpinned-image"
        case .movedTag: "moved-tag"
        case .alteredFile: "altered-file"
        case .silentProgram: "silent-program"
        case .garbledProgram: "garbled-program"
        case .emptyLedger: "empty-ledger"
        }
    }

    public var summary: String {
        switch self {
        case .fault(let fault): fault.summary
        case .unpinnedImage: "the image is named without its digest"
        case .movedTag: "every tag names something else"
        case .alteredFile: "a letter or digit of a file that was read is another"
        case .silentProgram: "the program ends as before, and prints nothing"
        case .garbledProgram: "every digit the program prints is another"
        case .emptyLedger: "the ledger has no entries"
        }
    }

    /// What a kind must look at for this to reach it; nil for what is about the subject itself.
    var capability: Capability? {
        switch self {
        case .fault(.tamperedLayer), .fault(.unsignedImage), .fault(.revokedKey), .fault(.missingSBOM), .movedTag:
            .images
        case .fault(.expiringSecret), .fault(.driftedConfig), .alteredFile: .files
        case .silentProgram, .garbledProgram: .processes
        case .emptyLedger: .ledger
        case .unpinnedImage: nil
        }
    }
}
