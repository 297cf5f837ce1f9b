import Trust

/// The code something was refused with; nil when it was accepted. Tests assert codes, because codes are permanent
/// and messages are not.
///
/// ```swift
/// #expect(refusalCode { try JSONDocument(bytes, name: "case") } == "json-syntax")
/// ```
///
/// Answers the first code of an `InputError`, and the type's name for an error that carries no code.
public func refusalCode<Answer>(_ body: () throws -> Answer) -> String? {
    do {
        _ = try body()
        return nil
    } catch let error as Diagnostic {
        return error.code
    } catch let error as InputError {
        return error.diagnostics.first.code
    } catch let error as Obstacle {
        return error.diagnostic.code
    } catch {
        return String(describing: type(of: error))
    }
}
