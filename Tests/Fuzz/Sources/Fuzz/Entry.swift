import Glibc

/// The parser named by `AIRWORTHY_FUZZ`, looked up once.
private let parser: @Sendable ([UInt8]) -> Void = {
    let name = getenv("AIRWORTHY_FUZZ").map { String(cString: $0) } ?? ""
    guard let parser = Parsers.all[name] else {
        print("set AIRWORTHY_FUZZ to one of: \(Parsers.all.keys.sorted().joined(separator: " "))")
        exit(2)
    }
    return parser
}()

/// libFuzzer's entry: called once for each input. Always 0; anything else is reserved by libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    parser(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// The package manager makes `main` another name for `<target>_main`; libFuzzer's runtime has the real one. This passes on.
@_cdecl("Fuzz_main")
public func fuzzMain(
    _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
    var count = count
    var arguments = arguments
    return runDriver(&count, &arguments, fuzzOneInput)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ parse: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
