"use server";

export async function save(id: string) {
  return id;
}

export const wrapped = async () => "saved";
