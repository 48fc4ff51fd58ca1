fn main() -> Result<(), rutter_codegen::build_script::BuildError> {
    rutter_codegen::build_script::write_routes(None)
}
